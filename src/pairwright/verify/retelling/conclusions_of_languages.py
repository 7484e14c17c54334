"""How a solution in another language than English concludes: "Donc le résultat est 0", "Sonuç 0 olur", "因此,答案是 0".

Only what is known word by word concludes; a word more makes of it something else: "half of the result is 0".
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple


class _Language(NamedTuple):
    """What a conclusion is made of, as regular expressions in small letters.

    Attributes:
        so: what leads to it.
        answer: what it tells, and what may stand before that.
        verb: between that and the number.
        makes: what leads to the number alone.
        of: between the percentage and what it is of.
        names: what each of the quantities is called, a semicolon between.
        behind: what may stand behind the number.
    """

    so: str
    answer: str
    verb: str
    makes: str
    of: str
    names: str
    behind: str = ""


# The quantities, as `named` calls them.
_NAMES = (
    "sum",
    "difference",
    "product",
    "quotient",
    "greatest common divisor",
    "least common multiple",
    "square root",
    "mean",
    "remainder",
)
# With i for the dotless one, as `one_notation` writes it.
_LANGUAGES: tuple[_Language, ...] = (
    _Language(  # Spanish, Catalan, Galician
        r"por (?:lo )?tanto|por consiguiente|en consecuencia|entonces|así(?: que| pues)?|luego|de modo que|así|finalmente|al final|y|per tant",
        r"(?:(?:la|el|nuestra?|su) )?(?:respuesta|resultado|solución|valor|resposta|resultat)(?: final| correct[oa]| exact[oa]| buscad[oa]| total)?(?: de la (?:operación|cuenta|ecuación))?",
        r"es(?: igual a)?|son|vale|és",
        r"(?:en total|todo junto|juntos)?(?: (?:son|es|da|dan|hacen|nos da|nos queda|queda|quedan|tenemos|hay|obtenemos|se obtiene))|(?:en total|da|dan|nos da|obtenemos|se obtiene|tenemos|son|es|queda|quedan|hacen)|es decir|o sea|respuesta|solución|resultado",
        "del?",
        "suma|total|resultado de la suma; diferencia|resta|resultado de la resta; producto|resultado de la multiplicación; cociente|resultado de la división; máximo común divisor|mcd; mínimo común múltiplo|mcm; raíz(?: cuadrada)?; media(?: aritmética)?|promedio; resto|residuo",
    ),
    _Language(  # French
        r"donc|ainsi|par conséquent|d'où|alors|finalement|au final|on a donc|et|enfin",
        r"(?:(?:la|le|notre|l'|sa) ?)?(?:réponse|résultat|solution|valeur)(?: finale?| correcte?| exacte?| cherchée?| total)?(?: de (?:l'opération|l'équation|ce calcul))?",
        r"(?:est|vaut)(?: donc)?(?: égale? à| de)?",
        r"(?:(?:au|en) total|en tout)?,? ?(?:on obtient|on trouve|cela (?:donne|fait)|ça (?:donne|fait)|ce qui (?:donne|fait)|il (?:reste|y a)|nous obtenons|c'est|on a)(?: donc)?|(?:au|en) total|en tout|c'est-à-dire|soit|réponse|résultat",
        "de|d'",
        "somme|total|résultat de l'addition; différence|résultat de la soustraction; produit|résultat de la multiplication; quotient|résultat de la division; plus grand (?:commun diviseur|diviseur commun)|pgcd; plus petit (?:commun multiple|multiple commun)|ppcm; racine(?: carrée)?; moyenne; reste",
    ),
    _Language(  # German
        r"also|daher|somit|folglich|damit|deshalb|demnach|daraus folgt|dann|schließlich|und|und somit|und damit",
        r"(?:(?:die|das|der|unsere?) )?(?:(?:ist|lautet|beträgt) (?:die|das|der) )?(?:(?:gesuchte|richtige|endgültige|korrekte) )?(?:antwort|ergebnis|endergebnis|lösung|resultat|wert)",
        r"(?:ist|lautet|beträgt|ergibt sich zu)(?: (?:also|somit|daher|gleich|genau))?",
        r"(?:zusammen|insgesamt)?,? ?(?:ergibt(?: sich)?|ergeben|macht|sind|ist|das (?:ergibt|macht|sind|ist)|es (?:ergibt sich|bleiben|sind)|(?:erhalten|erhält|bekommt|bekommen) (?:wir|man)|wir (?:erhalten|bekommen)|man (?:erhält|bekommt)|bleiben|bleibt|bleiben noch|sind es|ist es)(?: das| also| insgesamt| zusammen)*|zusammen|insgesamt|antwort|ergebnis|das heißt",
        "von|der|des",
        "summe|ergebnis der addition; differenz|ergebnis der subtraktion; produkt|ergebnis der multiplikation; quotient|ergebnis der division; größte gemeinsame teiler|ggt; kleinste gemeinsame vielfache|kgv; (?:quadrat)?wurzel; durchschnitt|mittelwert|arithmetisches? mittel; rest",
    ),
    _Language(  # Italian
        r"quindi|dunque|perciò|pertanto|di conseguenza|allora|infine|alla fine|e|così|e quindi",
        r"(?:(?:la|il|l'|nostra) ?)?(?:risposta|risultato|soluzione|valore)(?: finale| corrett[oa]| esatt[oa]| cercat[oa])?(?: dell'(?:operazione|equazione))?",
        r"(?:è|vale|e')(?: quindi| dunque)?(?: uguale a| pari a)?",
        r"(?:in (?:tutto|totale)|insieme)?,? ?(?:fa|fanno|sono|è|dà|si (?:ottiene|ha)|otteniamo|abbiamo|restano|resta|rimane|rimangono)|in (?:tutto|totale)|cioè|ossia|ovvero|risposta|risultato",
        "di|del",
        "somma|totale|risultato della somma|risultato dell'addizione; differenza|risultato della sottrazione; prodotto|risultato della moltiplicazione; quoziente|risultato della divisione; massimo comun(?:e)? divisore|mcd; minimo comun(?:e)? multiplo|mcm; radice(?: quadrata)?; media(?: aritmetica)?; resto",
    ),
    _Language(  # Portuguese
        r"portanto|logo|então|assim|por isso|dessa forma|desse modo|finalmente|no final|e|por fim",
        r"(?:(?:a|o|nossa) )?(?:resposta|resultado|solução|valor)(?: final| corret[oa]| exat[oa]| procurad[oa])?(?: da (?:operação|conta|equação))?",
        r"(?:é|vale|são)(?: igual a)?",
        r"(?:(?:no|ao) (?:total|todo)|ao todo|juntos)?,? ?(?:dá|dão|são|é|temos|obtemos|obtém-se|fica|ficam|restam|resta|sobram|isso dá|isso é)|no total|ao todo|ou seja|isto é|resposta|resultado",
        "d[eoa]s?",
        "soma|total|resultado da (?:soma|adição); diferença|resultado da subtração; produto|resultado da multiplicação; quociente|resultado da divisão; máximo divisor comum|mdc; mínimo múltiplo comum|mmc; raiz(?: quadrada)?; média(?: aritmética)?; resto",
    ),
    _Language(  # Dutch, Afrikaans
        r"dus|daarom|derhalve|zodoende|hieruit volgt|dan|tenslotte|ten slotte|en|en dus",
        r"(?:(?:het|de|ons|die|is het|is de) )?(?:juiste |eind)?(?:antwoord|resultaat|uitkomst|oplossing|waarde|eindantwoord)(?: van de (?:som|berekening))?",
        r"(?:is|luidt|bedraagt)(?: dus)?(?: gelijk aan)?",
        r"(?:samen|in totaal|totaal)?,? ?(?:is|is dat|dat is|dat geeft|geeft|dat maakt|maakt|krijgen we|we krijgen|houden we over|blijft over|wordt dat|zijn dat)(?: samen| in totaal)?|samen|in totaal|oftewel|antwoord|resultaat",
        "van",
        "som|totaal|uitkomst van de optelling; verschil; product; quotiënt; grootste gemene deler|grootste gemeenschappelijke deler|ggd; kleinste gemene veelvoud|kleinste gemeenschappelijke veelvoud|kgv; (?:vierkants)?wortel; gemiddelde; rest",
    ),
    _Language(  # Polish
        r"więc|zatem|a więc|a zatem|stąd|czyli|dlatego|wobec tego|wtedy|ostatecznie|i|na koniec",
        r"(?:ostateczny |końcowy |poprawna |nasz |ostateczna )?(?:odpowiedź|wynik|rozwiązanie|rozwiązaniem|wynikiem|wartość)(?: działania| równania| końcowy)?",
        r"to|jest(?: równ[aey])?|jest to|wynosi|brzmi|równa się|równy jest",
        r"(?:razem|łącznie|w sumie)?,? ?(?:to|daje|daje to|jest|mamy|otrzymujemy|wynosi|to daje|zostaje|wychodzi|dostajemy)|razem|łącznie|w sumie|odpowiedź|wynik|czyli",
        "z|od|liczby",
        "suma|wynik dodawania; różnica|wynik odejmowania; iloczyn|wynik mnożenia; iloraz|wynik dzielenia; największy wspólny dzielnik|nwd|największym wspólnym dzielnikiem; najmniejsza wspólna wielokrotność|nww; pierwiastek(?: kwadratowy)?; średnia(?: arytmetyczna)?; reszta",
    ),
    _Language(  # Czech, Slovak
        r"tedy|proto|takže|tudíž|čili|z toho|nakonec|a|preto|teda|čiže",
        r"(?:konečný |správná |náš )?(?:odpověď|výsledek|řešení|řešením|výsledkem|hodnota|odpoveď|výsledok|riešenie)(?: rovnice| příkladu)?",
        r"je(?: rovno| roven| rovná)?|zní|činí|se rovná",
        r"(?:celkem|dohromady|spolu)?,? ?(?:je|to je|je to|dostaneme|dostáváme|máme|vyjde|zbývá|zbyde|dostaneme tak|dá|dává)|celkem|dohromady|spolu|odpověď|výsledek|neboli",
        "ze?|od",
        "součet|súčet; rozdíl|rozdiel; součin|súčin; podíl|podiel; největší společný dělitel|najväčší spoločný deliteľ|nsd; nejmenší společný násobek|najmenší spoločný násobok|nsn; (?:druhá )?odmocnina; (?:aritmetický )?průměr; zbytek|zvyšok",
    ),
    _Language(  # Russian, Bulgarian, Serbian
        r"значит|итак|следовательно|поэтому|таким образом|тогда|отсюда|в итоге|и|то есть|а значит|стало быть|следователно|тогава|наконец",
        r"(?:правильный |окончательный |наш |искомый |искомое )?(?:ответ|результат|решение|итог|значение|отговор|отговорът|резултатът)(?: выражения| уравнения| задачи)?",
        r"равен|равна|равно|равняется|это|составляет|будет|—|-|–|е",
        r"(?:вместе|всего|в сумме|итого)?,? ?(?:это|будет|равно|получаем|получим|получается|получится|выходит|остаётся|остается|имеем|составляет|мы получаем|дает|даёт|получаваме)|вместе|всего|итого|в сумме|ответ|результат|получаем:|то есть",
        "от|числа|из",
        "сумма|результат сложения; разность|разница|результат вычитания; произведение|результат умножения; частное|результат деления; наибольший общий делитель|нод; наименьшее общее кратное|нок; (?:квадратный )?корень; среднее(?: арифметическое)?(?: значение)?; остаток",
    ),
    _Language(  # Ukrainian
        r"отже|тому|таким чином|звідси|тоді|значить|в результаті|і|тобто|нарешті|та",
        r"(?:правильна |остаточна |кінцевий )?(?:відповідь|результат|розв'язок|значення|відповіддю)(?: виразу| рівняння)?",
        r"це|дорівнює|становить|складає|буде|—|-|–|є",
        r"(?:разом|всього|у сумі)?,? ?(?:це|буде|дорівнює|отримуємо|маємо|отримаємо|виходить|залишається|становить)|разом|всього|відповідь|результат|тобто",
        "від|числа|з",
        "сума; різниця; добуток|результат множення; частка; найбільший спільний дільник|нсд; найменше спільне кратне|нск; (?:квадратний )?корінь; середнє(?: арифметичне)?(?: значення)?; остача",
    ),
    _Language(  # Turkish, Azerbaijani
        r"yani|o halde|bu durumda|dolayisiyla|böylece|buna göre|sonuç olarak|bu nedenle|o zaman|öyleyse|ve|demek ki|beləliklə",
        r"(?:doğru |nihai |son )?(?:cevap|cevabimiz|sonuç|sonucumuz|yanit|çözüm|sonucu|cevabi|işlemin sonucu|cavab|nəticə)",
        r":|=|",
        r"(?:toplam(?:da)?|hepsi)?,? ?(?:eder|elde ederiz|buluruz|elde edilir)|toplam(?:da)?|cevap|sonuç|yani|geriye",
        r"'?(?:[nsy]?[iuü]n|sayisinin|in)?",
        "toplam|toplami|toplamlari; fark|farki|farklari; çarpim|çarpimi|çarpimlari|çarpimin sonucu; bölüm|bölümü; en büyük ortak bölen(?:i|leri)?|ebob|obeb; en küçük ortak kat(?:i|lari)?|ekok|okek; karekök|karekökü; ortalama|ortalamasi|aritmetik ortalama(?:si)?; kalan",
        r"'?(?:[dt][iuü]r)|olur|eder|olarak bulunur|bulunur|elde edilir|elde ederiz|buluruz|kalir|eşittir",
    ),
    _Language(  # Indonesian, Malay
        r"jadi|maka|sehingga|dengan demikian|oleh karena itu|oleh itu|akhirnya|dan|maka dari itu",
        r"(?:jawaban|jawabannya|hasil|hasilnya|jawapan|jawapannya|solusi|solusinya|penyelesaian|penyelesaiannya|nilai|nilainya|hasil akhir|hasil akhirnya|jawaban akhir)(?: akhir| akhirnya| yang benar)?",
        r"adalah|ialah|yaitu|sama dengan|yakni",
        r"(?:totalnya|total|semuanya|jumlahnya)?,? ?(?:adalah|menjadi|kita (?:dapatkan|peroleh|dapat|memperoleh|mendapatkan)|diperoleh|didapat|ada|sisanya)|totalnya|semuanya|jawaban|hasil|yaitu",
        "dari|daripada",
        "jumlah|jumlahnya|total|hasil penjumlahan; selisih|selisihnya|hasil pengurangan; hasil kali|hasil kalinya|hasil perkalian; hasil bagi|hasil baginya|hasil pembagian; faktor persekutuan terbesar|fpb|fpbnya; kelipatan persekutuan terkecil|kpk|kpknya; akar(?: kuadrat)?(?:nya)?; rata-rata|rata-ratanya; sisa|sisanya",
    ),
    _Language(  # Vietnamese
        r"vậy|do đó|vì vậy|vì thế|suy ra|như vậy|nên|cuối cùng|và|từ đó|khi đó",
        r"(?:câu trả lời|đáp án|đáp số|kết quả|nghiệm|giá trị)(?: cuối cùng| đúng| của phép tính| của phương trình| cần tìm)?",
        r"là|bằng|sẽ là",
        r"(?:tổng cộng|tất cả|cả thảy)?,? ?(?:là|bằng|ta được|ta có|được|có|còn lại|còn|ra)|tổng cộng|đáp số|kết quả|tức là",
        "của|số",
        "tổng|kết quả phép cộng; hiệu|kết quả phép trừ; tích|kết quả phép nhân; thương|kết quả phép chia; ước (?:số )?chung lớn nhất|ưcln; bội (?:số )?chung nhỏ nhất|bcnn; căn(?: bậc hai)?; (?:số )?trung bình(?: cộng)?; số dư|dư",
    ),
    _Language(  # Swedish, Danish, Norwegian
        r"alltså|därför|således|så|följaktligen|derfor|altså|dermed|således|slutligen|til sidst|til slutt|och|og|då|da|och därmed",
        r"(?:(?:det|den|vores|vårt) )?(?:rätta |riktige |rigtige |slutliga |endelige )?(?:svar(?:et)?|resultat(?:et)?|lösning(?:en)?|løsning(?:en)?|facit|värdet|værdien|verdien|slutsvaret)",
        r"(?:är|er|blir|bliver)(?: alltså| derfor| altså| därför)?(?: lika med| lig med| lik)?",
        r"(?:tillsammans|totalt|sammanlagt|sammen|i alt|til sammen|tilsammen|ialt)?,? ?(?:är|er|blir|bliver|blir det|det är|det er|det blir|det bliver|får vi|vi får|fås|gir|ger|giver|det ger|det giver|det gir)(?: det)?(?: tillsammans| totalt| i alt| til sammen)?|tillsammans|totalt|i alt|til sammen|svar|resultat|det vill säga|dvs",
        "av|af|från|fra",
        "summan?|summen; differensen|skillnaden|differencen|forskellen|forskjellen|differansen; produkten|produktet; kvoten|kvotienten; största gemensamma delaren?|største fælles divisor|største felles divisor|sgd; minsta gemensamma multipeln?|mindste fælles multiplum|minste felles multiplum|mgm; (?:kvadrat)?roten; medelvärdet|genomsnittet|gennemsnittet|gjennomsnittet; resten",
    ),
    _Language(  # Finnish, Estonian
        r"siis|siten|joten|eli|näin ollen|niinpä|lopuksi|ja|seega|järelikult|tällöin",
        r"(?:oikea |lopullinen )?(?:vastaus|tulos|ratkaisu|lopputulos|arvo|vastus|tulemus|lahendus)",
        r"on(?: siis)?(?: yhtä kuin)?",
        r"(?:yhteensä|kaikkiaan|kokku)?,? ?(?:on|saadaan|se on|tulee|saamme|jää|jäljelle jää|on yhteensä|saame)|yhteensä|vastaus|tulos",
        "(?:luvusta|:sta)",
        "summa; erotus; tulo; osamäärä; suurin yhteinen tekijä|syt; pienin yhteinen (?:jaettava|monikerta)|pyj; neliöjuuri; keskiarvo; jakojäännös",
    ),
    _Language(  # Hungarian
        r"tehát|így|ezért|vagyis|azaz|ennélfogva|ebből|végül|és|ekkor|szóval",
        r"(?:(?:az?) )?(?:helyes |keresett )?(?:válasz|eredmény|megoldás|végeredmény|érték)(?: tehát)?",
        r"az?|egyenlő|=|:|",
        r"(?:összesen|együtt)?,? ?(?:az|ez|kapjuk|ez összesen|marad|kapjuk, hogy|lesz|annyi mint)|összesen|együtt|válasz|eredmény|azaz|vagyis",
        "-?(?:nak|nek) ?az?",
        "(?:az? )?összege?|(?:az? )?összegük; (?:a )?különbsége?|(?:a )?különbségük; (?:a )?szorzata?|(?:a )?szorzatuk; (?:a )?hányadosa?|(?:a )?hányadosuk; (?:a )?legnagyobb közös osztó(?:juk)?; (?:a )?legkisebb közös többszörös(?:ük)?; (?:a )?(?:négyzet)?gyök(?:e)?; (?:az )?átlaga?|(?:az )?átlaguk; (?:a )?maradék",
        "lesz|marad",
    ),
    _Language(  # Romanian
        r"deci|prin urmare|așadar|astfel|atunci|în concluzie|în final|și|de aici|aşadar",
        r"(?:răspunsul|rezultatul|soluția|valoarea|răspuns|rezultat|soluţia)(?: final| corect| finală| căutat)?(?: al? (?:ecuației|operației))?",
        r"(?:este|e|sunt)(?: egală? cu)?",
        r"(?:în total|împreună)?,? ?(?:este|e|avem|obținem|obţinem|rezultă|se obține|face|fac|dă|rămân|sunt)|în total|împreună|adică|răspuns|rezultat",
        "din",
        "suma|totalul; diferența|diferenţa; produsul; câtul; cel mai mare divizor comun|cmmdc; cel mai mic multiplu comun|cmmmc; rădăcina(?: pătrată)?; media(?: aritmetică)?; restul",
    ),
    _Language(  # Greek
        r"άρα|επομένως|συνεπώς|οπότε|έτσι|τελικά|και|λοιπόν|δηλαδή",
        r"(?:(?:η|το|ο) )?(?:σωστή |τελική |τελικό )?(?:απάντηση|αποτέλεσμα|λύση|τιμή)(?: της εξίσωσης)?",
        r"είναι(?: ίσ[ηοό] με)?|ισούται με|=",
        r"(?:συνολικά|μαζί|όλα μαζί)?,? ?(?:είναι|κάνει|κάνουν|έχουμε|παίρνουμε|προκύπτει|βρίσκουμε|μένουν|μένει|δίνει)|συνολικά|μαζί|απάντηση|αποτέλεσμα|δηλαδή",
        "του|από",
        "άθροισμα; διαφορά; γινόμενο; πηλίκο; μέγιστος κοινός διαιρέτης|μκδ; ελάχιστο κοινό πολλαπλάσιο|εκπ; (?:τετραγωνική )?ρίζα; μέσος όρος; υπόλοιπο",
    ),
    _Language(  # Lithuanian, Latvian
        r"taigi|vadinasi|todėl|tad|tuomet|galiausiai|ir|tādējādi|tātad|tāpēc|un",
        r"(?:teisingas |galutinis )?(?:atsakymas|rezultatas|sprendimas|sprendinys|reikšmė|atbilde|rezultāts|atrisinājums)",
        r"yra(?: lygu| lygus| lygi)?|lygu|lygus|lygi|ir|–|—|-",
        r"(?:iš viso|kartu|kopā)?,? ?(?:yra|gauname|gaunama|lieka|bus|tai|iegūstam|ir)|iš viso|kartu|kopā|atsakymas|rezultatas",
        "nuo|no",
        "suma|summa; skirtumas|starpība; sandauga|reizinājums; dalmuo|dalījums; didžiausias bendras(?:is)? daliklis|dbd|lielākais kopīgais dalītājs; mažiausias bendras(?:is)? kartotinis|mbk|mazākais kopīgais dalāmais; (?:kvadratinė )?šaknis; vidurkis|vidējais; liekana|atlikums",
    ),
    _Language(  # Chinese
        r"因此|所以|故|那么|那麼|于是|於是|从而|從而|可得|由此可得|因而|最后|最後|综上|綜上|即|得|因此可得|则|則|也就是说",
        r"(?:最终|最終|正确|正確|最后|最後|这道题|這道題|本题|該題|该题|原式|它)?(?:的)?(?:答案|答|结果|結果|解|得数|得數|值|计算结果|計算結果|算式的结果)(?:应)?(?:就)?",
        r"是|为|為|等于|等於|就是|=|:|",
        r"(?:一共|总共|總共|合计|合計|共|总计)?(?:是|为|為|有|得|得到|得出|等于|等於|就是|剩下|还剩|我们得到|我們得到|可得)|一共|总共|總共|合计|合計|共|即|也就是",
        "的",
        "和|总和|總和|两数之和; 差|两数之差; 积|積|乘积|乘積|两数之积; 商; 最大公约数|最大公因数|最大公約數|最大公因數; 最小公倍数|最小公倍數; (?:算术)?平方根; 平均数|平均值|平均數; 余数|餘數",
    ),
    _Language(  # Japanese
        r"よって|したがって|従って|だから|ゆえに|故に|すなわち|つまり|そこで|以上より|これより|最後に|ですから|それで",
        r"(?:最終的な|正しい|求める|この計算の)?(?:答え|答|解答|回答|解|結果|計算結果|値|和|合計)",
        r"は|=|:|が|も|",
        r"(?:合計|全部で|合わせて|合わせると|足すと|引くと|掛けると|割ると|計算すると)(?:は|で|が)?,?|つまり|すなわち",
        "の",
        "和|合計; 差; 積; 商; 最大公約数; 最小公倍数; 平方根; 平均値?; 余り|あまり",
        r"です|だ|である|になります|となります|となる|になる|が得られます|が得られる|と求まります|と求められます|とわかります|残ります|であることがわかります|が答えです|が答え",
    ),
    _Language(  # Korean
        r"따라서|그러므로|그래서|즉|결국|그러면|이에 따라|마지막으로|고로|그리고",
        r"(?:최종 ?|정확한 |구하는 |이 식의 )?(?:정답|답|답변|결과|해|값|계산 결과|결괏값)",
        r"은|는|이|가|:|=|",
        r"(?:합계|모두|총|전부|합치면|더하면|빼면|곱하면|나누면|계산하면)(?:는|은)?,?",
        "의",
        "합|합계; 차; 곱; 몫; 최대공약수; 최소공배수; 제곱근; 평균; 나머지",
        r"입니다|이다|이에요|예요|이 됩니다|가 됩니다|이 된다|가 된다|이 나옵니다|가 나옵니다|이 남습니다|가 남습니다|을 얻습니다|를 얻습니다|이 답입니다",
    ),
    _Language(  # Arabic
        r"إذن|إذًا|إذاً|اذن|لذلك|لذا|وبالتالي|بالتالي|ومنه|وعليه|فإن|أي|وأخيرا|أخيرا|و|ثم|وهكذا|هكذا",
        r"(?:ف)?(?:الجواب|الإجابة|الاجابة|النتيجة|الناتج|الحل|جواب|ناتج|القيمة|قيمة)(?: النهائية| النهائي| الصحيحة| الصحيح| المطلوب| المطلوبة)?",
        r"هو|هي|يساوي|تساوي|يكون|تكون|=|:|",
        r"(?:المجموع|الإجمالي|معا|يبقى|نحصل على|نجد|فنحصل على|ونحصل على|يساوي|تساوي|هو|ليصبح)(?: الكلي)?",
        "من",
        "(?:ال)?مجموع|حاصل الجمع|ناتج الجمع; الفرق|حاصل الطرح|ناتج الطرح; حاصل الضرب|ناتج الضرب|الجداء; حاصل القسمة|ناتج القسمة|خارج القسمة; القاسم المشترك الأكبر|العامل المشترك الأكبر; المضاعف المشترك الأصغر; الجذر(?: التربيعي)?; المتوسط(?: الحسابي)?|المعدل|الوسط الحسابي; الباقي|باقي القسمة",
    ),
    _Language(  # Persian, Urdu
        r"بنابراین|پس|در نتیجه|لذا|یعنی|و|چنانچه|لہذا|اس لیے|چنانچہ|نتیجتا",
        r"(?:پاسخ|جواب|نتیجه|حاصل|نتیجہ|حل)(?: نهایی| درست| صحیح)?",
        r"برابر(?: است)?(?: با)?|است|:|=|",
        r"(?:در مجموع|مجموعا|روی هم|کل|کل ملا کر)",
        "از|کا",
        "مجموع; تفاضل|فرق; حاصل ضرب|حاصلضرب; خارج قسمت; ; ; ; ; ",
        r"است|می‌شود|میشود|خواهد بود|می باشد|ہے|ہوگا",
    ),
    _Language(  # Hebrew
        r"לכן|אם כן|ולכן|מכאן|אז|על כן|כלומר|ואז|לבסוף|ו|לפיכך",
        r"(?:ה)?(?:תשובה|תוצאה|פתרון|ערך)(?: הסופית| הסופי| הנכונה| המבוקש)?",
        r"היא|הוא|שווה ל-?|שווה|:|=|-|",
        r"(?:בסך הכל|יחד|ביחד|מקבלים|נקבל|קיבלנו|זה|נותרים|נשאר)",
        "מ-?|מתוך",
        "הסכום|סכום; ההפרש|הפרש; המכפלה|מכפלה; המנה|מנה; המחלק המשותף (?:הגדול ביותר|המקסימלי|המרבי); הכפולה המשותפת (?:הקטנה ביותר|המינימלית); השורש(?: הריבועי)?; הממוצע; השארית",
    ),
    _Language(  # Hindi, Marathi
        r"इसलिए|अतः|अत:|तो|इस प्रकार|अंत में|और|यानी|म्हणून|अर्थात|इस तरह",
        r"(?:सही |अंतिम )?(?:उत्तर|जवाब|परिणाम|हल|मान)",
        r"है|होगा|=|:|बराबर|",
        r"(?:कुल|कुल मिलाकर|हमें मिलता है|मिलता है|प्राप्त होता है)",
        "का",
        "योग|योगफल|जोड़|कुल योग; अंतर|अन्तर; गुणनफल; भागफल; महत्तम समापवर्तक|म.स.; लघुत्तम समापवर्त्य|ल.स.; वर्गमूल; औसत|माध्य; शेषफल|शेष",
        r"है|होगा|हैं|होता है|आएगा|आता है|प्राप्त होता है|मिलता है|आहे|बचता है|बचते हैं",
    ),
    _Language(  # Bengali
        r"সুতরাং|অতএব|তাই|তাহলে|কাজেই|এবং|অর্থাৎ",
        r"(?:সঠিক |চূড়ান্ত )?(?:উত্তর|ফলাফল|ফল|সমাধান|মান)",
        r"হল|হলো|হবে|হয়|=|:|",
        r"(?:মোট|আমরা পাই|পাই)",
        "এর|-এর|র",
        "যোগফল|সমষ্টি; বিয়োগফল|পার্থক্য; গুণফল; ভাগফল; ; ; ; গড়; ",
        r"হবে|হয়|পাই",
    ),
    _Language(  # Tamil
        r"எனவே|ஆகவே|ஆதலால்|அதனால்|ஆக|மற்றும்",
        r"(?:சரியான |இறுதி )?(?:பதில்|விடை|உத்தரம்|முடிவு|தீர்வு|மதிப்பு)",
        r"என்பது|=|:|",
        r"(?:மொத்தம்|மொத்தமாக|கிடைப்பது)",
        "இல்|-இல்|ல்",
        "கூட்டுத்தொகை|கூடுதல்; வித்தியாசம்; பெருக்கற்பலன்|பெருக்குத்தொகை; ஈவு; ; ; ; ; ",
        r"ஆகும்|ஆகிறது",
    ),
    _Language(  # Thai, Lao
        r"ดังนั้น|เพราะฉะนั้น|จึง|จะได้|ฉะนั้น|สรุป|และ|จะได้ว่า|ดังนั้นจะได้|ດັ່ງນັ້ນ|ສະນັ້ນ",
        r"(?:คำตอบ|ผลลัพธ์|คำตอบที่ได้|คำตอบสุดท้าย|คำตอบที่ถูกต้อง|ค่า|ຄຳຕອບ|ຜົນລັບ|ຜົນໄດ້ຮັບ)(?:ของโจทย์|ที่ได้)?",
        r"คือ|เท่ากับ|เป็น|จึงเป็น|จึงเท่ากับ|ແມ່ນ|ຄື|ເທົ່າກັບ|=|:|",
        r"(?:รวม|รวมกัน|รวมทั้งหมด|ทั้งหมด|ได้|รวมเป็น|เหลือ)(?:ได้|เป็น|คือ)?",
        "ของ",
        "ผลบวก|ผลรวม|ຜົນບວກ; ผลต่าง|ผลลบ|ຜົນລົບ; ผลคูณ|ຜົນຄູນ; ผลหาร|ຜົນຫານ; ห\\.ร\\.ม\\.|หรม|ตัวหารร่วมมาก; ค\\.ร\\.น\\.|ครน|ตัวคูณร่วมน้อย; รากที่สอง; ค่าเฉลี่ย; เศษ",
    ),
)
_ARTICLE = r"(?:(?:la|le|les|el|il|lo|l'|o|a|die|das|der|het|de|det|den|η|το|ο|az)[ ]?)?"
_NUMBER = r"[ *$`(\x02]*(?P<number>-?0(?:[.,]0)*(?:[ ]?/[ ]?0)?)[ *$`)\x03]*"
# "Of the numbers 0 and 0".
_THESE = r"(?:[ ]?(?:{of}|von|zwischen|entre|tra|fra|van|liczb|чисел|av|mellan|mellem|mellom)[^0.,;:=]{{1,12}}0(?:[^0=:]{{1,6}}0){{0,9}})?"
_MARKS, _ENDING = " \t\r\n*_$`\"'.,;:!()[]{}|→⇒✓✅>-–—\x02\x03", frozenset(".,;!\n")
_LONGEST, _SHORT = 160, 30
# With these something is worked out, or reasoned.
_WORKING = frozenset(
    """
    restamos sumamos dividimos multiplicamos calculamos sabemos puesto porque pues decenas unidades lados ecuación despejamos
    comme puisque parce soustrait soustrayons divise divisons multiplie calcule calculons décompose ajoute côtés membres
    rechnen wir weil zehner einer seiten teilen ziehen subtrahieren dividieren gleichung gilt
    sottraiamo dividiamo calcoliamo moltiplichiamo poiché perché decine unità lati membri sommiamo
    vamos calcular subtraímos dividimos dezenas lados porque ambos
    berekenen trekken delen omdat tientallen eenheden kanten zijden
    obliczamy odejmujemy dzielimy ponieważ stron strony dziesiątki jedności
    počítáme odečteme vydělíme protože desítky jednotky stran
    hesaplayalim çikaralim bölelim taraftan tarafi çünkü onluklar birlikler
    karena kurangi bagi kedua ruas hitung puluhan satuan mari
    räknar eftersom sidor regner fordi sider tiotal ental lasketaan koska puolelta kymmenet számoljuk mert oldal tízesek
    calculăm deoarece scădem împărțim zeci skaičiuojame nes dešimtys
    soluciones soluzioni soluções lösungen oplossingen rozwiązania çözümler solusinya nghiệm lösningarna løsningerne ratkaisut megoldások soluțiile
    sont gleichung rádice kořeny sommando addieren additionnant sprendiniai
    trừ cộng nhân chia vế hàng
    zuerst danach schluss nenner hauptnenner klammer primero después último paréntesis denominador ensuite puis parenthèse dénominateur
    d'abord poi prima parentesi denominatore primeiro depois parênteses eerst daarna haakjes noemer najpierw potem nawias mianownik
    nejprve závorka jmenovatel önce sonra parantez payda pertama kemudian kurung penyebut först sedan parentes nämnare først derefter
    deretter nevner nævner ensin sitten először aztán zárójel nevező întâi apoi paranteză numitor pirma hoch elevado puissance elevato
    """.split()
)
# Without one of these words nothing is concluded in Latin letters; none of them is English, too.
CONCLUDING = _WORKING | frozenset(
    word
    for language in _LANGUAGES
    for part in (language.so, language.answer, language.verb, language.makes, language.names)
    for word, ending in re.findall(r"([^\W\d_]{2,})(\??)", part)
    for word in ([word, word[:-1]] if ending else [word])
) - frozenset(
    "addition also correct da division divisor do exact final fine in is on over par per plus product quotient solution ten to total we"
    " de la le multiple multiplication al alt bus face grand ha man mare media mic mint na no rest sea tad til un van vale forma den die das il lo".split()
)


class Conclusion(NamedTuple):
    """What a clause concludes.

    Attributes:
        number: where the number begins and ends.
        name: what it is called, as `named` has it; '' if it is not called anything but the answer.
        percent: whether it is told as so many percent of another one.
        letter: the unknown whose value it is, if one is named.
        again: whether two numbers are told again whose result it is.
    """

    number: tuple[int, int]
    name: str
    percent: bool
    letter: str
    again: bool


def conclusion_of(clause: str) -> Conclusion | None:
    """What a clause in another language than English concludes; None if it is more than a conclusion, or less.

    >>> conclusion_of("donc le produit est 0.")
    Conclusion(number=(20, 21), name='product', percent=False, letter='', again=False)
    >>> conclusion_of("donc la moitié du produit est 0.")
    """
    small = clause.strip().lower()
    if len(small) > _LONGEST or len(small) != len(clause.strip()):
        return None
    for match in (match for pattern in _patterns() if (match := pattern.fullmatch(small)) is not None):
        before = len(clause) - len(clause.lstrip())
        start, end = match.span("number")
        name = next((name for place, name in enumerate(_NAMES) if match.groupdict().get(f"name{place}")), "")
        letter = match["of"] or match["letter"] or ""
        return Conclusion(
            (start + before, end + before), name, match["percent"] is not None, letter, match["again"] is not None
        )
    return None


def ends_conclusion(text: str) -> bool:
    """Whether nothing stands behind a number, or a verb that languages have there: "0 olur", "0 です"."""
    return not text or (len(text) < _SHORT and _behind().fullmatch(text.lower()) is not None)


def behind_number(text: str) -> int:
    """Where something begins behind a number, its verb, and marks."""
    begun = len(text) - len(text.lstrip(_MARKS))
    verb = _behind().match(text.lower(), begun) if begun < len(text) and len(text.lower()) == len(text) else None
    rest = text[verb.end() :] if verb else ""
    return len(text) - len(rest.lstrip(_MARKS)) if verb and rest[:1] in _ENDING else begun


@lru_cache(maxsize=1)
def _behind() -> re.Pattern[str]:
    return re.compile("|".join(language.behind for language in _LANGUAGES if language.behind))


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(map(_pattern, _LANGUAGES))


def _pattern(language: _Language) -> re.Pattern[str]:
    """The conclusions of a language."""
    each = zip(range(len(_NAMES)), language.names.split("; "), strict=True)
    names = "|".join(rf"(?P<name{place}>{words})" for place, words in each if words)
    verb = rf"(?:[ ]?(?:{language.verb})(?:[ ](?:{language.so}))?)?[ ]?[:=]?"
    percent = rf"{_ARTICLE}(?P<percent>0[ ]?%?[ ]?(?:{language.of})[ ]?%?0(?:[.,]0)*(?:[ ]?%)?(?:'[a-zü]+)?)"
    named = rf"(?:0(?:[^0=:.]{{1,6}}0){{0,9}}[ ]?(?:{language.of})[ ]?)?{_ARTICLE}(?:{names})"
    told = (
        rf"(?P<again>0[^0=.:;,]{{1,12}}0[ ]?(?:{language.of})[ ]?)?(?:{language.answer})(?:[ ](?:(?:{language.of})[ ])?(?P<of>[a-z]))?{verb}"
        rf"|(?P<letter>[a-z])[ ]?(?:的值|の値|의 값)?(?:[ ]?(?:{language.verb})|[ ]?[:=])"
        rf"|(?:(?:{language.verb})[ ])?{named}{_THESE.format(of=language.of)}{verb}"
        rf"|{percent}[ ]?(?:{language.verb}|{language.makes}|=)|(?:{language.makes}):?"
    )
    return re.compile(
        rf"(?:(?:{language.answer})[ ]?:\s*)?(?:(?:{language.so})(?:[,:][ ]?|[ ]|(?<=[\u0e00-\u9fff\uac00-\ud7af]))){{0,3}}(?:{told})?{_NUMBER}[ ]?(?:{language.behind or '(?!)'})?[ .!]*"
    )
