//! XML in and out: worked examples, forms, every fault.

use super::namespace::ROOTS;
use super::{Layout, XmlError, XmlFault, XmlLimits, from_xml, to_xml};
use crate::wbxml::tests::bytes;
use crate::wbxml::{EncodeError, Limits, Options};

const DECLARATION: &str = r#"<?xml version="1.0" encoding="utf-8"?>"#;

fn compact(hex: &str) -> String {
    let xml = to_xml(&bytes(hex), Options::default(), Layout::Compact).unwrap();
    xml.strip_prefix(DECLARATION).unwrap().to_owned()
}

fn wbxml(xml: &str) -> Result<Vec<u8>, XmlError> {
    from_xml(xml.as_bytes(), XmlLimits::default())
}

/// Documents in canonical form and the XML that they are.
const EXAMPLES: &[(&str, &str)] = &[
    (
        "03 01 6A 00 00 07 56 52 03 30 00 01 01",
        r#"<FolderSync xmlns="FolderHierarchy"><SyncKey>0</SyncKey></FolderSync>"#,
    ),
    ("03 01 6A 00 45 64 03 38 00 01 26 01", r#"<Sync xmlns="AirSync"><Wait>8</Wait><Partial/></Sync>"#),
    (
        "03 01 6A 00 45 5C 4F 4B 03 31 00 01 52 03 31 35 00 01 57 50 03 53 4D 53 00 01 58 03 30 00 01 00 11 45 46 \
         03 31 00 01 01 01 01 01 01",
        "<Sync xmlns=\"AirSync\" xmlns:airsyncbase=\"AirSyncBase\"><Collections><Collection><SyncKey>1</SyncKey>\
         <CollectionId>15</CollectionId><Options><Class>SMS</Class><FilterType>0</FilterType>\
         <airsyncbase:BodyPreference><airsyncbase:Type>1</airsyncbase:Type></airsyncbase:BodyPreference></Options>\
         </Collection></Collections></Sync>",
    ),
    (
        "03 01 6A 00 45 5D 00 16 49 C3 10 F1 F2 61 F6 CF 4D 44 FF 3C 64 F6 58 33 0F 30 00 01 4A C3 05 C9 71 26 48 \
         DE 01 01 01",
        "<Sync xmlns=\"AirSync\" xmlns:email2=\"Email2\"><ApplicationData>\
         <email2:ConversationId>F1F261F6CF4D44FF3C64F658330F3000</email2:ConversationId>\
         <email2:ConversationIndex>C9712648DE</email2:ConversationIndex></ApplicationData></Sync>",
    ),
    (
        "03 01 6A 00 00 06 45 47 48 00 00 4B 03 31 00 01 00 06 4A 03 31 35 00 01 00 00 57 50 03 53 4D 53 00 01 01 \
         01 01 01",
        "<GetItemEstimate xmlns=\"GetItemEstimate\" xmlns:airsync=\"AirSync\"><Collections><Collection>\
         <airsync:SyncKey>1</airsync:SyncKey><CollectionId>15</CollectionId><airsync:Options>\
         <airsync:Class>SMS</airsync:Class></airsync:Options></Collection></Collections></GetItemEstimate>",
    ),
    (
        "03 01 6A 00 00 12 45 56 48 61 03 30 00 01 01 01 01",
        "<Settings xmlns=\"Settings\"><DeviceInformation><Set><EnableOutboundSMS>0</EnableOutboundSMS></Set>\
         </DeviceInformation></Settings>",
    ),
    // What XML escapes, and what it cannot hold.
    ("03 01 6A 00 4E 03 3C 26 3E 22 27 00 01", r#"<Status xmlns="AirSync">&lt;&amp;&gt;"'</Status>"#),
    ("03 01 6A 00 4E 03 0D 0A 09 0D 00 01", "<Status xmlns=\"AirSync\">&#13;\n\t&#13;</Status>"),
    (
        "03 01 6A 00 4E 03 01 78 1F EF BF BE EF BF BF C2 85 00 01",
        r#"<Status xmlns="AirSync"><?u 0001?>x<?u 001F?><?u FFFE?><?u FFFF?>&#133;</Status>"#,
    ),
    ("03 01 6A 00 4E 03 5D 5D 3E 00 01", r#"<Status xmlns="AirSync">]]&gt;</Status>"#),
    ("03 01 6A 00 4E 03 20 0A 00 01", "<Status xmlns=\"AirSync\"> \n</Status>"),
    // Text and OPAQUE in unusual places.
    ("03 01 6A 00 4E C3 02 00 01 01", r#"<Status xmlns="AirSync"><?opaque?>0001</Status>"#),
    (
        "03 01 6A 00 00 16 4A 03 43 39 00 01",
        r#"<ConversationIndex xmlns="Email2"><?text?>C9</ConversationIndex>"#,
    ),
    (
        "03 01 6A 00 4E 03 20 00 C3 01 FF C3 01 EE 03 78 00 01",
        r#"<Status xmlns="AirSync"><?text?> <?opaque?>FF<?opaque?>EE<?text?>x</Status>"#,
    ),
    (
        "03 01 6A 00 00 16 4A C3 01 FF 03 78 00 01",
        r#"<ConversationIndex xmlns="Email2"><?opaque?>FF<?text?>x</ConversationIndex>"#,
    ),
    (
        "03 01 6A 00 45 03 20 00 26 03 78 00 26 01",
        r#"<Sync xmlns="AirSync"><?text?> <Partial/><?text?>x<Partial/></Sync>"#,
    ),
];

#[test]
fn examples_go_both_ways() {
    for (hex, xml) in EXAMPLES {
        assert_eq!(compact(hex), *xml);
        assert_eq!(wbxml(xml), Ok(bytes(hex)), "{xml}");
    }
}

#[test]
fn indentation_changes_no_value() {
    for (hex, _) in EXAMPLES {
        let document = bytes(hex);
        let xml = to_xml(&document, Options::default(), Layout::Indented(2)).unwrap();
        assert_eq!(wbxml(&xml), Ok(document), "{xml}");
    }
}

#[test]
fn indentation_puts_each_child_on_its_line() {
    let document = bytes("03 01 6A 00 45 64 03 38 00 01 26 5C 03 78 00 26 26 01 01");
    let expected = format!(
        "{DECLARATION}\n<Sync xmlns=\"AirSync\">\n    <Wait>8</Wait>\n    <Partial/>\n    \
         <Collections><?text?>x<Partial/>\n        <Partial/>\n    </Collections>\n</Sync>\n"
    );
    assert_eq!(to_xml(&document, Options::default(), Layout::Indented(4)), Ok(expected));
}

#[test]
fn forms_that_others_write_are_read() {
    let sync = "03 01 6A 00 45 64 03 38 00 01 26 01";
    let index = "03 01 6A 00 45 5D 00 16 4A C3 02 C9 71 01 01 01";
    let gal = "03 01 6A 00 00 10 52 C3 01 FF 01";
    for (hex, xml) in [
        (sync, "<Sync xmlns='AirSync:'><Wait>8</Wait><Partial></Partial></Sync>"),
        (sync, "<Sync><Wait>8</Wait><Partial/></Sync>"),
        (sync, "<Sync xmlns=''><Wait>8</Wait><Partial/></Sync>"),
        (sync, "<a:Sync xmlns:a='AirSync'><a:Wait>8</a:Wait><b:Partial xmlns:b='AirSync:'/></a:Sync>"),
        (sync, "<a:Sync xmlns:a='AirSync'><Wait xmlns='AirSync'>8</Wait><a:Partial/></a:Sync>"),
        (
            sync,
            "<Sync xmlns='AirSync' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'><Wait>8</Wait><Partial/></Sync>",
        ),
        (
            sync,
            "\u{FEFF}<?xml version='1.0'?>\r\n<!-- a -->\n<Sync xmlns = 'AirSync' >\r\n\t<Wait >8<!-- b --></Wait >\n <Partial />\n</Sync>\n\n",
        ),
        (sync, "<Sync><Wait><![CDATA[8]]></Wait><Partial/></Sync>"),
        (sync, "<Sync><Wait>&#56;</Wait><Partial/></Sync>"),
        (sync, "<Sync><Wait>&#x38;</Wait><Partial/></Sync>"),
        (sync, "<Sync><Wait><?text?>8</Wait>\n<?text?><Partial/></Sync>"),
        (
            index,
            "<Sync><ApplicationData><e:ConversationIndex xmlns:e='Email2'>c971</e:ConversationIndex></ApplicationData></Sync>",
        ),
        (
            index,
            "<Sync><ApplicationData><ConversationIndex xmlns='Email2:'>C9<!-- -->71</ConversationIndex></ApplicationData></Sync>",
        ),
        (gal, "<Data xmlns='GAL'>FF</Data>"),
        (gal, "<Data xmlns='Gal:'>FF</Data>"),
        ("03 01 6A 00 4E 03 61 0A 62 0A 63 00 01", "<Status xmlns='AirSync'>a\r\nb\rc</Status>"),
        ("03 01 6A 00 4E 03 0D 0A 00 01", "<Status xmlns='AirSync'>&#13;\n</Status>"),
        ("03 01 6A 00 4E 03 3C 61 3E 00 01", "<Status xmlns='AirSync'><![CDATA[<a>]]></Status>"),
        ("03 01 6A 00 0E", "<Status xmlns='AirSync'></Status>"),
        ("03 01 6A 00 4E 03 20 20 0A 00 01", "<Status xmlns='AirSync'> <!-- --> \n</Status>"),
    ] {
        assert_eq!(wbxml(xml), Ok(bytes(hex)), "{xml}");
    }
}

/// XML that is refused, and the whole message.
const FAULTS: &[(&str, &str)] = &[
    ("", "line 1, column 1: the XML has no root element"),
    ("<!-- -->\n", "line 2, column 1: the XML has no root element"),
    ("Sync", "line 1, column 1: found text outside the root element; expected nothing there"),
    ("<Sync>", "line 1, column 7: the XML ends inside AirSync:Sync; expected its end tag"),
    ("<Sync><Wait></Sync>", "line 1, column 13: the XML is not well-formed: found </Sync>, expected </Wait>"),
    ("<Sync/></Sync>", "line 1, column 8: the XML is not well-formed: found </Sync>, which has no start tag"),
    (
        "<Sync",
        "line 1, column 1: the XML is not well-formed: tag not closed: `>` not found before end of input",
    ),
    (
        "<Sync/>\n  <Sync/>",
        "line 2, column 3: found a second element outside the root element; expected nothing there",
    ),
    ("<Sync/>\r\n x", "line 2, column 2: found text outside the root element; expected nothing there"),
    ("<Sync/>&amp;", "line 1, column 8: found text outside the root element; expected nothing there"),
    ("<Sync/><![CDATA[ ]]>", "line 1, column 8: found text outside the root element; expected nothing there"),
    ("<Sync/><?u 0041?>", "line 1, column 8: found text outside the root element; expected nothing there"),
    (
        "<Sync/><?text?>",
        "line 1, column 8: found the processing instruction <?text?>; expected none but u, text and opaque, inside an element",
    ),
    (
        "<Sync><?php x?></Sync>",
        "line 1, column 7: found the processing instruction <?php?>; expected none but u, text and opaque, inside an element",
    ),
    (
        " <?xml version='1.0'?><Sync/>",
        "line 1, column 2: found an XML declaration; expected it at the very beginning or not at all",
    ),
    (
        "<!DOCTYPE Sync><Sync/>",
        "line 1, column 1: found a DOCTYPE; expected none, entities and validation have no place here",
    ),
    (
        "<Sync><!-- -- --></Sync>",
        "line 1, column 12: the XML is not well-formed: forbidden string `--` was found in a comment",
    ),
    (
        "<Sync a='1'/>",
        "line 1, column 1: found the attribute \"a\"; expected none but xmlns and xmlns:prefix, ActiveSync has no attributes",
    ),
    (
        "<Sync xmlns:='AirSync'/>",
        "line 1, column 1: found the attribute \"xmlns:\"; expected none but xmlns and xmlns:prefix, ActiveSync has no attributes",
    ),
    (
        "<Sync xmlns='AirSync' xmlns='AirSync'/>",
        "line 1, column 23: the XML is not well-formed: found an attribute twice",
    ),
    (
        "<Sync xmlns='<'/>",
        "line 1, column 1: the XML is not well-formed: found < in an attribute, expected &lt;",
    ),
    (
        "<Sync xmlns=AirSync/>",
        "line 1, column 13: the XML is not well-formed: expected quotes around the value of an attribute",
    ),
    (
        "<Sync xmlns='http://example.org'/>",
        "line 1, column 1: found the namespace \"http://example.org\"; expected that of a code page, such as AirSync or AirSync:",
    ),
    (
        "<Sync xmlns='AirSync::'/>",
        "line 1, column 1: found the namespace \"AirSync::\"; expected that of a code page, such as AirSync or AirSync:",
    ),
    (
        "<a:Sync/>",
        "line 1, column 1: found the prefix \"a\", which is not declared; expected a declaration xmlns:a=\"...\"",
    ),
    (
        "<Collection/>",
        "line 1, column 1: found the root element Collection without a namespace; expected xmlns or the name of a command, such as Sync",
    ),
    (
        "<Sync>\n  <Wait xmlns=''>8</Wait></Sync>",
        "line 2, column 3: found the element Wait without a namespace; expected the namespace of a code page",
    ),
    (
        "<Sync><Body/></Sync>",
        "line 1, column 7: found the element Body; expected a tag of the namespace AirSync (case counts)",
    ),
    (
        "<Sync><wait>8</wait></Sync>",
        "line 1, column 7: found the element wait; expected a tag of the namespace AirSync (case counts)",
    ),
    (
        "<Sync>\n é x<Wait/></Sync>",
        "line 2, column 2: found text beside other content of AirSync:Sync; expected text only, or <?text?> before it",
    ),
    (
        "<Sync><Wait/>x</Sync>",
        "line 1, column 14: found text beside other content of AirSync:Sync; expected text only, or <?text?> before it",
    ),
    (
        "<Sync> &#32; <Wait/></Sync>",
        "line 1, column 8: found text beside other content of AirSync:Sync; expected text only, or <?text?> before it",
    ),
    (
        "<Sync><Wait>8<?opaque?>00</Wait></Sync>",
        "line 1, column 13: found text beside other content of AirSync:Wait; expected text only, or <?text?> before it",
    ),
    (
        "<Sync><Wait>&nbsp;</Wait></Sync>",
        "line 1, column 13: found the unknown entity \"nbsp\"; expected one of amp, lt, gt, apos, quot",
    ),
    (
        "<Sync><Wait>&#1;</Wait></Sync>",
        "line 1, column 13: found the reference \"#1\"; expected the number of a character that XML 1.0 can hold (for others write <?u 0001?>)",
    ),
    (
        "<Sync><Wait>&#xD800;</Wait></Sync>",
        "line 1, column 13: found the reference \"#xD800\"; expected the number of a character that XML 1.0 can hold (for others write <?u 0001?>)",
    ),
    (
        "<Sync><Wait>&#+8;</Wait></Sync>",
        "line 1, column 13: found the reference \"#+8\"; expected the number of a character that XML 1.0 can hold (for others write <?u 0001?>)",
    ),
    (
        "<Sync><Wait>&amp</Wait></Sync>",
        "line 1, column 13: the XML is not well-formed: entity or character reference not closed: `;` not found before end of input",
    ),
    (
        "<Sync><Wait>a]]>b</Wait></Sync>",
        "line 1, column 14: the XML is not well-formed: found ]]> in text, expected ]]&gt;",
    ),
    (
        "<Sync><Wait><?u 0000?></Wait></Sync>",
        "line 1, column 13: found \"0000\" in <?u?>; expected the hexadecimal number of a character above 0000, such as <?u 0001?>",
    ),
    (
        "<Sync><Wait><?u D800?></Wait></Sync>",
        "line 1, column 13: found \"D800\" in <?u?>; expected the hexadecimal number of a character above 0000, such as <?u 0001?>",
    ),
    (
        "<Sync><Wait><?u?></Wait></Sync>",
        "line 1, column 13: found \"\" in <?u?>; expected the hexadecimal number of a character above 0000, such as <?u 0001?>",
    ),
    (
        "<Sync><Wait><?opaque C971?></Wait></Sync>",
        "line 1, column 13: found content in <?opaque?>; expected it behind, as in <?opaque?>C971 or <?text?>SMS",
    ),
    (
        "<Sync><Wait>\0</Wait></Sync>",
        "line 1, column 13: found U+0000, which XML cannot hold; expected none, for WBXML text cannot hold it either",
    ),
    (
        "<Sync><Wait>\u{1}</Wait></Sync>",
        "line 1, column 13: found U+0001, which XML cannot hold; expected <?u 0001?>",
    ),
    (
        "<ConversationIndex xmlns='Email2'>\nÉq&amp;HÞ</ConversationIndex>",
        "line 1, column 35: found '\\n' in the bytes of Email2:ConversationIndex; expected hexadecimal digits only, two a byte, such as C971 (or <?text?> before text)",
    ),
    (
        "<ConversationIndex xmlns='Email2'>C9 71</ConversationIndex>",
        "line 1, column 37: found ' ' in the bytes of Email2:ConversationIndex; expected hexadecimal digits only, two a byte, such as C971 (or <?text?> before text)",
    ),
    (
        "<ConversationIndex xmlns='Email2'>C9&#67;7</ConversationIndex>",
        "line 1, column 37: found 'C' in the bytes of Email2:ConversationIndex; expected hexadecimal digits only, two a byte, such as C971 (or <?text?> before text)",
    ),
    (
        "<ConversationIndex xmlns='Email2'>C97</ConversationIndex>",
        "line 1, column 35: found 3 hexadecimal digits in the bytes of Email2:ConversationIndex; expected two a byte",
    ),
];

#[test]
fn faults_name_place_and_remedy() {
    for (xml, expected) in FAULTS {
        let message = wbxml(xml).map_err(|error| error.to_string());
        assert_eq!(message, Err((*expected).to_owned()), "{xml}");
    }
}

#[test]
fn bytes_that_are_not_utf8_are_named_with_their_place() {
    let error = from_xml(b"<Sync>\n<Wait>\xC3\xA9\xE9</Wait></Sync>", XmlLimits::default()).unwrap_err();
    let expected = XmlError { line: 2, column: 8, fault: XmlFault::InvalidUtf8 { byte: 0xE9 } };
    assert_eq!(error, expected);
}

#[test]
fn limits_hold_to_the_byte_and_level() {
    let wbxml = Limits { document: 12, elements: 3, depth: 2, string: 1, opaque: 0 };
    let xml = "<Sync><Wait>8</Wait><Partial/></Sync>";
    let exact = XmlLimits { xml: xml.len(), wbxml };
    assert!(from_xml(xml.as_bytes(), exact).is_ok());
    for (limits, expected) in [
        (
            XmlLimits { xml: xml.len() - 1, ..exact },
            "line 1, column 37: the XML has 37 bytes; the limit is 36",
        ),
        (
            XmlLimits { wbxml: Limits { document: 11, ..wbxml }, ..exact },
            "line 1, column 21: the document would have 12 bytes; the limit is 11",
        ),
        (
            XmlLimits { wbxml: Limits { elements: 2, ..wbxml }, ..exact },
            "line 1, column 21: AirSync:Partial would be one element more than the limit for a document, which is 2",
        ),
        (
            XmlLimits { wbxml: Limits { depth: 1, ..wbxml }, ..exact },
            "line 1, column 7: AirSync:Wait would be nested deeper than the limit, which is 1",
        ),
        (
            XmlLimits { wbxml: Limits { string: 0, ..wbxml }, ..exact },
            "line 1, column 13: the text of AirSync:Wait has 1 bytes; the limit is 0",
        ),
    ] {
        let message = from_xml(xml.as_bytes(), limits).map_err(|error| error.to_string());
        assert_eq!(message, Err(expected.to_owned()));
    }
}

#[test]
fn declarations_without_end_cost_no_quadratic_time() {
    let declarations: Vec<String> = (0..100_000).map(|i| format!("xmlns:a{i}='AirSync'")).collect();
    let error = wbxml(&format!("<Sync {}/>", declarations.join(" "))).unwrap_err();
    assert_eq!(error.fault, XmlFault::NamespaceLimit { limit: 64 });
}

#[test]
fn depth_is_bounded_by_the_limit_not_by_the_stack() {
    let error = wbxml(&"<Sync>".repeat(100_000)).unwrap_err();
    assert!(matches!(error.fault, XmlFault::Encode(EncodeError::DepthLimit { limit: 64, .. })), "{error}");

    let limits =
        XmlLimits { wbxml: Limits { depth: usize::MAX, ..Limits::default() }, ..XmlLimits::default() };
    let deep = "<Sync>".repeat(100_000) + &"</Sync>".repeat(100_000);
    let document = from_xml(deep.as_bytes(), limits).unwrap();
    assert_eq!(document.len(), 4 + 2 * 100_000 - 1);
    let options = Options { limits: limits.wbxml, ..Options::default() };
    assert!(to_xml(&document, options, Layout::Compact).unwrap().ends_with("</Sync></Sync>"));
}

#[test]
fn roots_without_namespace_are_never_ambiguous() {
    for root in ROOTS {
        let same = ROOTS.into_iter().filter(|tag| tag.name() == root.name()).count();
        assert_eq!(same, 1, "{root}");
        let xml = format!("<{}/>", root.name());
        let document = wbxml(&xml).unwrap();
        assert_eq!(document.last(), Some(&root.token()), "{root}");
    }
}
