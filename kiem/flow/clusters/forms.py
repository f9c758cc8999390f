"""General knowledge of how organisations are written: joining words, legal forms, foreign forms, specialties, kinds."""

import re

from kiem.flow.vocabulary import LEGAL_FORMS

__all__ = ["FORMS", "GIVEN", "IN_PARTS", "JOINING", "KINDS", "NUMBERED", "ORDINAL", "SAME", "SPECIAL", "TOPIC"]

JOIN = """
    a acting ad af al an and as at auf aus av azienda behalf by con d da das de degli dei del della delle der des di
    die do dos dr du e el en et f for from fur herself het himself i il im in indirect ing insoweit into its itself la
    las le les lo los na nad o och of og on op or par para per por pour pri prof professor represente represented
    studi the through til to u und van vertegenwoordigd vertreten vid voor w with x y z ze zu zum zur
"""
JOINING = frozenset(JOIN.split())
"""Words that join others; they say nothing of who it is."""

FORM = """
    aktiebolag aktiengesellschaft aktieselskab besloten company corporate corporation eood gesellschaft gesmbh gmbhco
    incorporated kabushiki kaisha kommanditgesellschaft lda limited ltda maatschappij naamloze nl private proprietary
    sociedad societa societe spol sprl unlimited vennootschap
"""
FORMS = LEGAL_FORMS | frozenset(FORM.split())
"""Legal forms wherever they stand; a name that is nothing else keeps them."""

FOREIGN = """
    medical university = meduni;
    university hospital = chu ukl umc uniklinik uniklinikum univ.klinik universitaetsklinik universitaetsklinikum
        universitaetsmedizin universitatsklinik universitatskliniken universitatsklinikum universitatskrankenhaus
        universitatsmedizin universitatsspital universitetshospital universitetshospitalet universitetsjukhus
        universitetssjukhus universitetssjukhuset universitetssygehus universitetssykehus univklinik uz;
    hospital = ao aou az bolnica clinic clinica clinico clinics clinique cliniques hopitaux hospices hospitalaire
        hospitalaria hospitalarias hospitalario hospitales hospitalet hospitalier hospitaliers hospitals infirmary
        klinik kliniken klinikum korhaz krankenhaus nemocnica nemocnice ospedale ospedali ospedaliera ospedaliere
        ospedaliero policlinico poliklinik polyclinic sairaala sjukhus sjukhuset spital sygehus sygehuset sykehus
        sykehuset szpital ziekenhuizen;
    university = egyetem fakultni universitaet universitair universitaire universitaires universitari universitaria
        universitario universitas universitat universitatea universiteit universitet universitetet
        universitetshospitals universiti universities univerza univerzita univerzitet uniwersytet yliopisto;
    medical = geneeskunde medecine medica medicale mediche medicina medicinal medicine medicinsk medicinska medico
        medisch medische medizin medizinische medizinischen medizinischer medyczny;
    center = center's centra centres centri centros centru centrul keskus zentrums;
    department = abt abteilung afd afdeling afdelingen avdeling avdelningen depart dept. dienst dipartimento div
        division dpt section sektion service servicio unidad unit unite;
    institute = institutes institutet instituttet instytut intezet ircc irccs istituti ustav;
    foundation = fondation fondazione fonds fundacao fundacio fundatia saatio;
    research = forschung forschungs forskning investigacao investigacio investigacion investigaciones onderzoek
        recerca recherche recherches ricerca;
    science = ciencias sciences scienze wetenschappen wissenschaften;
    school = ecole escola escuela schule scuola;
    faculty = facolta facultad faculte faculteit fakultat fakultet;
    association = asociacion associacao associazione verein vereinigung vereniging;
    society = gesellschaft sociedad societa societe;
    group = groep groupe grp grupo gruppe gruppo;
    industry = ind indus industria industrial industriale industrie industrielle industries;
    electronic = elec electron electronica electronics elektronik elektronika;
    electric = elect electrical electrique elektrische elettrica;
    chemical = chem chemicals chemie chemische chemistry chimica chimie chimique kemi;
    communication = comm commun communicaties communications kommunikation;
    telecommunication = telecom telecomm telecommunications;
    pharmaceutical = farma farmaceutica farmaceutical farmaceutici farmaceutico farmaceutisk farmaceutiska
        pharmaceutica pharmaceuticals pharmaceuticas pharmaceutique pharmaceutiques pharmazeutische;
    therapeutic = therapeutica therapeutics;
    biotechnology = biotech biotechnologie biotechnologies biotecnologia;
    manufacturing = manuf manufacture manufacturers mfg;
    product = prod productos products produits produkte produkter;
    international = internacional internationaal internationale internazionale;
    traditional china medical = tcm;
    america = amer american americas amerique;
    government = governmental;
    europe = europa europaische european europeen europeenne europeo;
    research development = rd;
    cooperative = kooperative;
    scientific = scientifico;
    first = 1st;
    second = 2nd ii;
    third = 3rd iii;
    fourth = 4th iv;
    fifth = 5th;
    sixth = 6th;
    seventh = 7th;
    eighth = 8th;
    ninth = 9th;
    tenth = 10th;
    academy = academies akademiya;
    academic = academical academisch academische akademisch;
    trust = trusts;
    county = lan landsting landstinget;
    region = regional regione regionen;
    united states = us usa;
    united kingdom = uk;
    cancer = krebs oncologia oncologica oncologico oncologie oncology onkologi onkologie;
    children = bambino childrens childs infantil kinder;
    health = asl gesundheit salud sanidad sanitaria sante usl;
    vienna = wien;
    cologne = koeln koln;
    munich = monaco muenchen muenich munchen;
    rome = roma;
    milan = mailand milano;
    turin = torino;
    florence = firenze;
    naples = napoli;
    venice = venezia;
    genoa = genova;
    padua = padova;
    geneva = geneve genf;
    zurich = zuerich;
    brussels = brussel bruxelles;
    antwerp = antwerpen anvers;
    ghent = gand gent;
    bruges = brugge;
    liege = luik;
    copenhagen = kobenhavn kopenhagen;
    aarhus = arhus;
    gothenburg = goeteborg goteborg;
    lisbon = lisboa;
    seville = sevilla;
    prague = praha praze;
    warsaw = warszawa warszawie;
    krakow = cracow;
    bucharest = bucuresti;
    athens = athina;
    moscow = moskva;
    vilnius = wilno;
    helsinki = helsingfors;
    nuremberg = nurnberg;
    hanover = hannover;
    hague = gravenhage haag;
    austria = austrian osterreich;
    germany = deutsche deutschland german;
    belgium = belgian belgie belgique;
    netherlands = dutch nederland;
    spain = espana espanol espanola spanish;
    italy = italia italian italiana italiano;
    france = francais francaise french;
    switzerland = schweiz suisse svizzera swiss;
    sweden = svenska sverige swedish;
    denmark = danish danmark;
    norway = norge norwegian;
    finland = finnish suomi;
    poland = polish polska;
    portugal = portuguesa;
    china = chinese;
    japan = japanese nippon;
    canada = canadian;
    britain = british;
"""
SAME = {
    word: same.strip()
    for same, equals, written in (entry.partition(" = ") for entry in FOREIGN.split(";"))
    if equals
    for word in written.split()
}
"""Foreign and short forms of common words, and towns and countries by their own name → one form."""

KINDS = {
    "hospital": 1,
    "university": 2,
    "college": 2,
    "ministry": 4,
    "institute": 8,
    "foundation": 16,
    "school": 32,
    "center": 64,
    "bank": 128,
    "council": 256,
    "society": 512,
    "association": 512,
}
"""Words that name a kind of organisation, and its bit."""

PARTS = """
    abdom allerg anat[ou]m an[aeo]*st[eh] augen biomed bioche biostat blood brain brust card[ij] kardi chir surg
    kirurg clinic klin cirugia critical cytolog dental dentis derm diabet diagn diseas emergen endo[ck]rin epidemi
    experiment famil farmakol frauen fertil gast general genet geriat gyn[ae]?[ck] hals haut h[aeä]*mato hepat hno
    hypert immun infe[ck][tc] innere intens intern invest jugend kidney kind kvinn kvinde lung mamma matern
    medic metabo micro mikro mole[ck] nefro nephro neona neur nucle nuk[le] nurs obst oculist oftalm ophth on[ck]ol
    oral ort?h?op otolar oto[rl] pa?e?diat palli pathol patol perio pharma[ck]ol phys plast pneum prev primary
    psych psiq psyk pulm radi[oa] rehab reuma rheum respir schmerz sleep sports? stomat strahl thera thorax
    thora[kc] toxic transl transp traum trial tropic unfall urol vascul vasku virol visc zahn personal clinical
    study stud project office bureau manage prof phd head chief director direktor dekan dean rector rektor vorstand
    board regent trustee secretary administrat klinisk location locatie campus site branch subsidiar affiliat
    member wholly owned compan part formerly known behalf repres laborator department faculty section research
    development operation
"""
TOPIC = re.compile("|".join(PARTS.split()))
"""How words begin that name a specialty, a department or an office: they tell no two organisations apart."""

IN_PARTS = re.compile("log|iatri|isk|isch|klini|[ck]irur|surg|chir|st[eh]+si|heilkund|m[eè]di[cz]")
"""What such words have in them, also where they are put together as nobody else does; a brand has not."""

GIVEN_NAMES = """
    adam albert alberto alejandro alexander alfonso alfred ana andrea andreas andres angel anna anne antonio bernard
    carlos carmen charles christian claudia cristina daniel david diego eduardo eli elena elisabeth enrique erik ernst
    eva felix fernando francesco francisco frank franz friedrich gabriel george giovanni giuseppe hans heinrich helena
    henrik ignacio isabel jaime jan javier jean jens jesus joachim joan johannes john jordi jorge jose joseph juan
    julia julio karl klaus laura lars luigi luis luisa manuel marc marco maria mario mark markus marta martin matthias
    michael miguel mohamed monica morten niels nicolas olga ole oscar otto pablo patricia paul paolo pedro per peter
    philip pierre pilar rafael ramon raul ricardo richard robert roberto rosa salvador santiago sergio silvia stefan
    stephen susana teresa thomas vicente victor walter werner wilhelm william wolfgang xavier
"""
GIVEN = frozenset(GIVEN_NAMES.split())
"""Names that very many people have; they tell no two apart."""

NUMBERS = "first second third fourth fifth sixth seventh eighth ninth tenth"
ORDINAL = frozenset(NUMBERS.split())

BEFORE = "affiliated hospital people teaching central municipal military clinical university college"
NUMBERED = frozenset(BEFORE.split())
"""Words before which a number is part of an institution's name: Second Affiliated Hospital."""

SPECIALTIES = (
    "cancer central chest children dental eye maternal maternity mental military orthopadic people psychiatric tumor"
)
SPECIAL = frozenset(SPECIALTIES.split())
"""Words that tell the hospitals of one town apart, where they stand before Hospital."""
