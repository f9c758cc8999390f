"""A copy of everything that is not code, and the way back: whole or not at all, and proven by counts and hashes."""

from kiem.web.backup.account import Account, BackupProblem
from kiem.web.backup.making import make_backup
from kiem.web.backup.restoring import Place, restore_backup
from kiem.web.backup.switch import is_cut_off

__all__ = ["Account", "BackupProblem", "Place", "is_cut_off", "make_backup", "restore_backup"]
