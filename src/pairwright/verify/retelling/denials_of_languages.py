"""Words with which a text in another language than English denies, doubts, supposes, quotes or tells of another number.

Where one of them stands in a text whose words are not all known, none of its numbers is taken for an answer.
"""

from __future__ import annotations

import re

from pairwright.verify.answers.passage import Passage, words_in

_WORDS = frozenset(
    """
    no nunca jamás nada tampoco sin falso falsa incorrecto incorrecta incorrectos equivocado equivocada equivoqué error errores
    quizás quizá tal acaso creo cree dice dicen dijo piensa pienso supongamos supongo suponga casi aproximadamente alrededor
    ejemplo otro otra otros mitad doble opuesto opuesta sería serían contrario excepto broma adivino adiviné ninguno ninguna ni
    ne n pas jamais rien aucun aucune sans faux fausse incorrecte erreur erreurs tort trompé peut-être peut croit crois pense
    pensent disent supposons suppose presque environ exemple autre autres moitié double opposé serait seraient blague devine
    sauf non nul inverse
    nicht kein keine keinen keiner nie niemals nichts ohne falsch falsche falsches fehler irrtum unrichtig vielleicht glaube glaubt
    denke denkt meint sagt sagte behauptet angeblich fast ungefähr etwa circa beispiel beispielsweise andere anderes anderen
    andererseits hälfte doppelte gegenteil gegenzahl wäre würde hätte rate geraten scherz witz quatsch unsinn statt stattdessen
    außer weder nein vermutlich wahrscheinlich angenommen
    mai niente senza sbagliato sbagliata errato errata errore forse credo crede penso pensa dice dicono disse supponiamo quasi
    esempio altro altra metà doppio opposto sarebbe scherzo indovino tranne né nessuno nessuna
    não nao nada sem errado errada incorreto incorreta erro talvez acho acha acredito penso diz disse suponha aproximadamente
    outro outra metade dobro oposto seria exceto brincadeira chute nem nenhum
    niet geen nooit niets zonder fout foute onjuist vergissing misschien denk denkt geloof gelooft zegt zei beweert bijna ongeveer
    voorbeeld bijvoorbeeld andere ander helft dubbele tegengestelde zou gok grap behalve nee noch nie
    nie nigdy nic bez fałsz fałszywe błąd błędny błędna błędne zły zła źle niepoprawny niepoprawna nieprawda może chyba myślę uważa
    mówi twierdzi prawie około przykład przykładowo inny inna inne połowa podwojony przeciwna byłby byłoby żart zgaduję oprócz ani
    ne není neni nejsou nerovná nevyjde nedá nečiní nevychází neplatí nedostaneme nemáme nebude nikdy nic špatně špatná chyba chybný chybná nesprávně nesprávný možná asi myslím říká tvrdí téměř přibližně
    příklad například jiný jiná jiné polovina dvojnásobek opačné žert hádám kromě by nerovná nesprávna možno
    не нет ни никогда ничего без неверно неверный неверная неправильно неправильный неправда ложь ложно ошибка ошибся ошиблась
    ошибочно ошибочный возможно может думаю считает считаю говорит сказал сказала утверждает почти примерно около пример например
    другой другая другое другого половина удвоенный противоположное противоположный бы шутка угадал кроме наверное якобы вместо
    ні ніколи нічого невірно невірна неправильна неправильно помилка помилково помилився можливо вважає каже сказав стверджує майже
    приблизно приклад наприклад інший інша інше половина подвоєний б жарт вгадав крім мабуть нібито замість хибно хибна грешно грешен
    ниje није nije nisu ni nem nincs nav nuk nuk nid ni deyil emas bukan sio si-sahihi mhux ez hindi
    değil değildir etmez vermez çikmaz yok hayir asla yanliş yanlişti hata hatali belki saniyorum sanirim düşünüyorum düşünüyor diyor dedi diyorlar neredeyse
    yaklaşik örnek örneğin başka diğer yarisi olurdu şaka tahmin hariç olmadan olmaz
    tidak tak jangan belum salah keliru kesalahan mungkin barangkali kira pikir kata katanya bilang hampir sekitar contoh contohnya
    lain setengah separuh kebalikan seandainya bercanda tebak kecuali tanpa andaikan
    không chẳng chưa chả sai nhầm lỗi nghĩ nói bảo gần khoảng dụ khác nửa giả đùa đoán
    inte ej aldrig inget utan fel felaktig felaktigt kanske tror tycker säger sade påstår nästan ungefär exempel annan annat hälften
    dubbla motsatsen skulle skämt gissar förutom nej
    ikke ikkje aldri aldrig intet uten uden feil forkert galt gal fejl måske tror mener siger sier påstår nesten næsten omtrent cirka
    eksempel annen andet annet anden halvparten halvdelen dobbelte motsatte ville spøk gjetter gætter unntatt nei ekki
    ei eivät älä ilman väärin väärä virhe virheellinen ehkä luulen sanoo väittää melkein noin esimerkki esimerkiksi toinen muu
    puolet kaksinkertainen vastakohta olisi vitsi arvaan paitsi eikä pole
    sem soha semmi nélkül hamis hibás hiba rossz téves talán gondolom hiszem mondja mondta állítja majdnem körülbelül példa például
    másik más fele kétszerese ellentéte lenne volna vicc tippelek kivéve nincsen
    nu niciodată nimic fără fals greșit greșită eroare greșeală poate cred crede spune spus susține aproape aproximativ exemplu alt
    altă alta jumătate dublul opusul ar glumă ghicesc nici
    δεν όχι μην ποτέ τίποτα χωρίς λάθος λανθασμένο λανθασμένη εσφαλμένο ψευδές ίσως νομίζω πιστεύω λέει είπε ισχυρίζεται σχεδόν
    περίπου παράδειγμα άλλο άλλη μισό διπλάσιο αντίθετο θα αστείο μαντεύω εκτός ούτε
    nėra nelygu negauname niekada nieko neteisingai neteisingas neteisinga klaida klaidingas galbūt manau sako teigia beveik apie pavyzdys kitas kitą
    pusė dvigubas būtų juokas spėju išskyrus nei ne nepareizi kļūda varbūt
    ולא שלא שאינו שאינה לא אינו אינה איננו איננה אין בלי ללא שגוי שגויה טעות אולי חושב אומר אמר טוען כמעט בערך דוגמה אחר אחרת חצי כפול הפוך היה בדיחה מנחש
    נכון
    وليس فليس وليست ولا لا ليس ليست لن لم غير بدون خطأ خاطئ خاطئة ربما أظن أعتقد يقول قال يدعي تقريبا تقريبًا حوالي مثال مثلا آخر أخرى نصف ضعف عكس لو مزحة
    تخمين إلا
    نیست نه نمی غلط اشتباه شاید فکر میگوید مثال دیگر نصف نہیں مت غلطی
    croire pourrait pourraient creer podría podrían glauben könnte könnten müsste credere potrebbe acreditar poderia geloven kunnen
    mógłby mogłoby mohlo mohla мог могло могла міг могло olabilir bisa-jadi kunde kunne voisi lehetne ar-fi putea
    lehrer lehrerin schüler schülerin jemand freund freundin bruder schwester schrieb geschrieben élève élèves professeur quelqu'un quelqu
    ami amie frère sœur écrit alumno alumna profesor profesora alguien amigo amiga hermano hermana escribió studente studentessa
    insegnante qualcuno amico amica fratello sorella scritto scrisse aluno aluna professor professora alguém irmão irmã escreveu
    leerling leraar iemand vriend vriendin broer zus schreef uczeń uczennica nauczyciel ktoś przyjaciel kolega brat siostra napisał
    napisała žák žákyně učitel někdo kamarád napsal napsala ученик ученица учитель кто кто-то друг подруга брат сестра написал написала
    учень учениця вчитель хтось сестра öğrenci öğretmen biri arkadaşim kardeşim yazdi murid siswa guru seseorang teman kakak menulis
    học-sinh thầy elev lärare någon vän bror syster skrev lærer noen nogen ven venn oppilas opettaja joku ystävä kirjoitti tanuló
    tanár valaki barátom írta cineva prieten profesorul scris μαθητής δάσκαλος κάποιος φίλος έγραψε mokinys mokytojas kažkas draugas
    parašė תלמיד מורה מישהו חבר כתב طالب معلم شخص صديق كتب
    dérivée derivada derivata ableitung pochodna производная похідна türevi turunan derivatan derivataan neither halve
    not never wrong false incorrect mistake wrongly maybe perhaps guess joke ignore pretend nobody nothing without fake lie instead
    """.split()
)
# In scripts in which words are not told apart by their letters.
_PARTS = re.compile(
    "[不没沒非错錯误誤假吗嗎呢猜否另]|未(?!知)|无法|或许|或許|也许|可能|大概|大约|大約|约等|近似|如果|要是|例如|比如|别的|其他|一半|两倍|兩倍|相反|(?<!也就是)[说說]|认为|認為|以为|觉得|玩笑"
    "|学生|學生|老师|老師|有人|朋友|同学|同學|生徒|先生が|先生は|誰か|友達|학생|선생|누군가|친구|छात्र|शिक्षक|किसी|दोस्त|ছাত্র|শিক্ষক|কেউ|বন্ধু|மாணவ|ஆசிரியர்|นักเรียน|ครู|เพื่อน"
    "|导数|導数|微分|几乎|除非|本应|估|不是"
    "|ない|ません|なかった|ではなく|じゃな|違|嘘|偽|かもしれ|だろう|でしょう|おそらく|たぶん|思[いうっわ]|と言[いうっわ]|およそ|ほぼ|例えば|たとえば|別の|他の|半分|二倍|逆に|もし|冗談|推測|ずに"
    "|아니|아닌|않|못|없|틀[리렸린]|오답|잘못|거짓|아마|생각|말했|말하|거의|대략|예를|예컨대|다른|절반|반대|만약|농담|추측|까[?.]"
    "|नहीं|मत |गलत|ग़लत|ग़लती|त्रुटि|शायद|सोच|कहा|कहता|लगभग|करीब|उदाहरण|दूसर|आधा|आधी|दोगुन|विपरीत|मज़ाक|अनुमान|बिना|झूठ|नाही"
    "|(?<![\u0980-\u09ff])না(?![\u0980-\u09ff])|নয়|নেই|ভুল|মিথ্যা|হয়তো|মনে|প্রায়|উদাহরণ|অন্য|অর্ধেক|দ্বিগুণ|বিপরীত"
    "|இல்லை|அல்ல|தவற|பிழை|ஒருவேளை|நினை|சுமார்|உதாரண|வேறு|பாதி"
    "|ไม่|ผิด|มิใช่|อาจ|คิดว่า|บอกว่า|ประมาณ|เกือบ|ตัวอย่าง|อื่น|ครึ่ง|สองเท่า|ถ้า|ล้อเล่น|เดา|หรือ|ບໍ່|ຜິດ|ອາດ|ປະມານ"
)
# Scripts whose denials are known: Greek, Cyrillic, Hebrew, Arabic, Hindi's, Bengali, Tamil, Thai, Lao, Chinese, Japanese, Korean.
_UNKNOWN_SCRIPT = re.compile(
    r"[^\x00-\u024f\u0300-\u052f\u0590-\u06ff\u0900-\u09ff\u0b80-\u0bff\u0e00-\u0eff\u1e00-\u1fff\u2000-\u30ff\u3400-\u9fff\uac00-\ud7af\uff00-\uffef]"
)
# What no one means so: step by step, in the total, on the other side, without remainder.
_HARMLESS = re.compile(
    r"\bpas à pas\b|\bi alt\b|\bno (?:total|final|fim|lado)\b|\bcel mai\b|\bl?'?(?:otro lado|outro lado|altro lato|altra parte|autre (?:côté|membre)|anderen? seite|andere kant)\b"
    r"|\b(?:sin|sans|ohne|senza|sem|zonder|utan|uden|uten|fără|bez|beze|без|без) (?:resto|residuo|reste|rest|restul?|reszty|zbytku|остатка|остачі)\b",
    re.IGNORECASE,
)
_QUOTING = re.compile(r"\b(?:il|elle|on|qui|a|ami|frère|professeur)\b[ ]dit\b", re.IGNORECASE)
_ASKING = ("?", "؟", "≈", "≠", "~")


def denies(passage: Passage) -> bool:
    """Whether a passage may deny, doubt or ask, in any of the languages that are known.

    >>> denies(Passage("In tutto non fa 0.", [0])), denies(Passage("In tutto fa 0.", [0]))
    (True, False)
    """
    text = _HARMLESS.sub(" ", passage.text)
    words = words_in(text)
    if any(mark in text for mark in _ASKING) or not _WORDS.isdisjoint(words) or _QUOTING.search(text):
        return True
    # "n'est", "l'altro".
    if "'" in text and not _WORDS.isdisjoint(part for word in words for part in word.split("'")):
        return True
    return not text.isascii() and (_PARTS.search(text) or _UNKNOWN_SCRIPT.search(text)) is not None
