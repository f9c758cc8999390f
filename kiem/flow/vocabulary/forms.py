"""Legal forms of companies and associations, as they are written at the end of a name."""

__all__ = ["LEGAL_FORMS"]

WRITTEN = """
    ab ag aps as asa asbl bhd bv bvba cv cvba doo eeig ev ggmbh gie gmbh inc kft kg kk llc llp lp ltd mbh nv oo ou oy
    oyj plc pte pty pvt sa sae sarl sas sasu scrl sia sl slu snc spa sro spzoo srl srls uab ug vof vzw zoo zrt
"""

LEGAL_FORMS = frozenset(WRITTEN.split())
"""In small Latin letters without dots; they say nothing of who it is, and not every source writes them."""
