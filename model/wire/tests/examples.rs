//! The examples of [MS-ASMS] section 4 through every layer: XML to WBXML to a typed message to the same WBXML.

use asms_wire::Version;
use asms_wire::command::{Request, Response};
use asms_wire::wbxml::xml::{XmlLimits, from_xml};

const REQUESTS: [(&str, &[u8], &str); 3] = [
    (
        "4.1",
        include_bytes!("examples/4.1-sync-request.xml"),
        "Sync request: collection 15 key 601771687, options SMS+default, 0 commands",
    ),
    (
        "4.2",
        include_bytes!("examples/4.2-sync-request.xml"),
        "Sync request: collection 15 key 601771687, options SMS, 0 commands",
    ),
    (
        "4.4",
        include_bytes!("examples/4.4-settings-request.xml"),
        "Settings request: device information, outbound SMS enabled",
    ),
];

const SERVER_ADD: &[u8] = include_bytes!("examples/4.3-sync-response.xml");

/// The versions that have short messages.
const VERSIONS: [Version; 2] = [Version::V14_0, Version::V14_1];

#[test]
fn example_requests_come_back_byte_for_byte() {
    for (section, xml, summary) in REQUESTS {
        let document = from_xml(xml, XmlLimits::default()).unwrap();
        for version in VERSIONS {
            let request = Request::decode(&document, version).unwrap();
            assert_eq!(request.summary(), summary, "{section} at {version}");
            let mut again = Vec::new();
            request.encode(&mut again).unwrap();
            assert_eq!(again, document, "{section} at {version}");
        }
    }
}

#[test]
fn example_response_comes_back_byte_for_byte() {
    let document = from_xml(SERVER_ADD, XmlLimits::default()).unwrap();
    for version in VERSIONS {
        let response = Response::decode(&document, version).unwrap();
        assert_eq!(response.summary(), "Sync response: collection 55 key 525665452 status 1, 1 command");
        let mut again = Vec::new();
        response.encode(&mut again).unwrap();
        assert_eq!(again, document, "{version}");
    }
}
