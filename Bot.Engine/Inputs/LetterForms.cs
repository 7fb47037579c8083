using System.Collections.Frozen;

namespace Bot.Engine.Inputs;

/// <summary>One letter that keyboards write as one code point or as two: a letter of Latin script with its accent, a letter of an Indian script with its
/// dot or the second half of its vowel.</summary>
/// <remarks>The runtime's own normalisation does nothing without ICU (invariant globalisation). The pairs are Unicode's canonical decompositions of the
/// Latin and Indian blocks, by second code point.</remarks>
internal static class LetterForms
{
    private static readonly (char Mark, string Letters)[] Pairs =
    [
        ('\u0300', "ÀAÈEÌIÒOÙUàaèeìiòoùuǛÜǜüǸNǹnḔĒḕēṐŌṑōẀWẁwẦÂầâẰĂằăỀÊềêỒÔồôỜƠờơỪƯừưỲYỳy"),
        ('\u0301', "ÁAÉEÍIÓOÚUÝYáaéeíióoúuýyĆCćcĹLĺlŃNńnŔRŕrŚSśsŹZźzǗÜǘüǴGǵgǺÅǻåǼÆǽæǾØǿøḈÇḉçḖĒḗēḮÏḯïḰKḱkḾMḿmṌÕṍõṒŌṓōṔPṕpṸŨṹũẂWẃwẤÂấâẮĂắăẾÊếêỐÔốôỚƠớơỨƯứư"),
        ('\u0302', "ÂAÊEÎIÔOÛUâaêeîiôoûuĈCĉcĜGĝgĤHĥhĴJĵjŜSŝsŴWŵwŶYŷyẐZẑzẬẠậạỆẸệẹỘỌộọ"),
        ('\u0303', "ÃAÑNÕOãañnõoĨIĩiŨUũuṼVṽvẪÂẫâẴĂẵăẼEẽeỄÊễêỖÔỗôỠƠỡơỮƯữưỸYỹy"),
        ('\u0304', "ĀAāaĒEēeĪIīiŌOōoŪUūuǕÜǖüǞÄǟäǠȦǡȧǢÆǣæǬǪǭǫȪÖȫöȬÕȭõȰȮȱȯȲYȳyḠGḡgḸḶḹḷṜṚṝṛ"),
        ('\u0306', "ĂAăaĔEĕeĞGğgĬIĭiŎOŏoŬUŭuḜȨḝȩẶẠặạ"),
        ('\u0307', "ĊCċcĖEėeĠGġgİIŻZżzȦAȧaȮOȯoḂBḃbḊDḋdḞFḟfḢHḣhṀMṁmṄNṅnṖPṗpṘRṙrṠSṡsṤŚṥśṦŠṧšṨṢṩṣṪTṫtẆWẇwẊXẋxẎYẏyẛſ"),
        ('\u0308', "ÄAËEÏIÖOÜUäaëeïiöoüuÿyŸYḦHḧhṎÕṏõṺŪṻūẄWẅwẌXẍxẗt"),
        ('\u0309', "ẢAảaẨÂẩâẲĂẳăẺEẻeỂÊểêỈIỉiỎOỏoỔÔổôỞƠởơỦUủuỬƯửưỶYỷy"),
        ('\u030A', "ÅAåaŮUůuẘwẙy"),
        ('\u030B', "ŐOőoŰUűu"),
        ('\u030C', "ČCčcĎDďdĚEěeĽLľlŇNňnŘRřrŠSšsŤTťtŽZžzǍAǎaǏIǐiǑOǒoǓUǔuǙÜǚüǦGǧgǨKǩkǮƷǯʒǰjȞHȟh"),
        ('\u030F', "ȀAȁaȄEȅeȈIȉiȌOȍoȐRȑrȔUȕu"),
        ('\u0311', "ȂAȃaȆEȇeȊIȋiȎOȏoȒRȓrȖUȗu"),
        ('\u031B', "ƠOơoƯUưu"),
        ('\u0323', "ḄBḅbḌDḍdḤHḥhḲKḳkḶLḷlṂMṃmṆNṇnṚRṛrṢSṣsṬTṭtṾVṿvẈWẉwẒZẓzẠAạaẸEẹeỊIịiỌOọoỢƠợơỤUụuỰƯựưỴYỵy"),
        ('\u0324', "ṲUṳu"),
        ('\u0325', "ḀAḁa"),
        ('\u0326', "ȘSșsȚTțt"),
        ('\u0327', "ÇCçcĢGģgĶKķkĻLļlŅNņnŖRŗrŞSşsŢTţtȨEȩeḐDḑdḨHḩh"),
        ('\u0328', "ĄAąaĘEęeĮIįiŲUųuǪOǫo"),
        ('\u032D', "ḒDḓdḘEḙeḼLḽlṊNṋnṰTṱtṶUṷu"),
        ('\u032E', "ḪHḫh"),
        ('\u0330', "ḚEḛeḬIḭiṴUṵu"),
        ('\u0331', "ḆBḇbḎDḏdḴKḵkḺLḻlṈNṉnṞRṟrṮTṯtẔZẕzẖh"),
        ('\u093C', "\u0929\u0928\u0931\u0930\u0934\u0933\u0958\u0915\u0959\u0916\u095A\u0917\u095B\u091C\u095C\u0921\u095D\u0922\u095E\u092B\u095F\u092F"),
        ('\u09BC', "\u09DC\u09A1\u09DD\u09A2\u09DF\u09AF"),
        ('\u09BE', "\u09CB\u09C7"),
        ('\u09D7', "\u09CC\u09C7"),
        ('\u0A3C', "\u0A33\u0A32\u0A36\u0A38\u0A59\u0A16\u0A5A\u0A17\u0A5B\u0A1C\u0A5E\u0A2B"),
        ('\u0B3C', "\u0B5C\u0B21\u0B5D\u0B22"),
        ('\u0B3E', "\u0B4B\u0B47"),
        ('\u0B56', "\u0B48\u0B47"),
        ('\u0B57', "\u0B4C\u0B47"),
        ('\u0BBE', "\u0BCA\u0BC6\u0BCB\u0BC7"),
        ('\u0BD7', "\u0B94\u0B92\u0BCC\u0BC6"),
        ('\u0C56', "\u0C48\u0C46"),
        ('\u0CC2', "\u0CCA\u0CC6"),
        ('\u0CD5', "\u0CC0\u0CBF\u0CC7\u0CC6\u0CCB\u0CCA"),
        ('\u0CD6', "\u0CC8\u0CC6"),
        ('\u0D3E', "\u0D4A\u0D46\u0D4B\u0D47"),
        ('\u0D57', "\u0D4C\u0D46"),
        ('\u0DCA', "\u0DDA\u0DD9\u0DDD\u0DDC"),
        ('\u0DCF', "\u0DDC\u0DD9"),
        ('\u0DDF', "\u0DDE\u0DD9"),    ];

    private static readonly FrozenDictionary<char, (char Letter, char Mark)> Apart =
        Pairs.SelectMany(row => row.Letters.Chunk(2).Select(pair => (Whole: pair[0], Letter: pair[1], row.Mark)))
            .ToFrozenDictionary(pair => pair.Whole, pair => (pair.Letter, pair.Mark));

    // Letters with a dot below stay two code points in Unicode's composed form, save three that are letters of their own.
    private static readonly FrozenDictionary<(char, char), char> Whole =
        Apart.Where(pair => !IsNukta(pair.Value.Mark) || pair.Key is '\u0929' or '\u0931' or '\u0934').ToFrozenDictionary(pair => pair.Value, pair => pair.Key);

    /// <summary>The dot below a letter: Devanagari, Bengali, Gurmukhi, Gujarati, Odia.</summary>
    public static bool IsNukta(char c) => c is '\u093C' or '\u09BC' or '\u0A3C' or '\u0ABC' or '\u0B3C';

    /// <summary>Takes a letter apart; false for one that is whole.</summary>
    public static bool TryApart(char c, out char letter, out char mark)
    {
        var known = Apart.TryGetValue(c, out var pair);
        (letter, mark) = pair;
        return known;
    }

    /// <summary>Puts a letter and what follows it together, as Unicode's composed form has it.</summary>
    public static bool TryWhole(char letter, char mark, out char whole) => Whole.TryGetValue((letter, mark), out whole);
}
