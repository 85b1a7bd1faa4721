//! What each version has where: the same document read at 12.1, 14.0 and 14.1.

use super::document;
use crate::Version;
use crate::command::{Request, Response};

/// What becomes of an element at one version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    /// A field or variant of its own holds it.
    Typed,
    /// It passes through, because the version does not know it yet or because its class is not typed.
    Passes,
    /// The version knows it, but not at this place; or the version lacks something else.
    Refused,
}

use Fate::{Passes, Refused, Typed};

const ALL: [Fate; 3] = [Typed, Typed, Typed];
const PASSING: [Fate; 3] = [Passes, Passes, Passes];
/// At 14.0 and later; unknown before.
const SINCE_14_0: [Fate; 3] = [Passes, Typed, Typed];
const SINCE_14_1: [Fate; 3] = [Passes, Passes, Typed];
/// At 14.0 and later at this place, though the tag is older.
const PLACE_SINCE_14_0: [Fate; 3] = [Refused, Typed, Typed];
const PLACE_UNTIL_12_1: [Fate; 3] = [Typed, Refused, Refused];

#[test]
fn requests() {
    let key = "<SyncKey>7</SyncKey><CollectionId>5</CollectionId>";
    let sync = |xml: &str| format!("<Sync><Collections><Collection>{xml}</Collection></Collections></Sync>");
    let options = |xml: &str| {
        sync(&format!("{key}<Options xmlns:b='AirSyncBase' xmlns:r='RightsManagement'>{xml}</Options>"))
    };
    let commands = |xml: &str| sync(&format!("{key}<Commands xmlns:b='AirSyncBase'>{xml}</Commands>"));
    let item = |xml: &str| {
        commands(&format!(
            "<Add><ClientId>1</ClientId><ApplicationData xmlns:e='Email' xmlns:f='Email2' xmlns:c='Contacts' \
             xmlns:n='Notes'>{xml}</ApplicationData></Add>"
        ))
    };
    let estimate = |xml: &str| {
        format!(
            "<GetItemEstimate xmlns='GetItemEstimate' xmlns:a='AirSync'><Collections><Collection>{xml}\
             </Collection></Collections></GetItemEstimate>"
        )
    };
    let estimate_key = "<a:SyncKey>7</a:SyncKey><CollectionId>5</CollectionId>";
    let device = |xml: &str| {
        format!(
            "<Settings xmlns='Settings'><DeviceInformation><Set>{xml}</Set></DeviceInformation></Settings>"
        )
    };
    let preference = "<b:BodyPreference><b:Type>1</b:Type><b:Preview>9</b:Preview></b:BodyPreference>";
    let part = "<b:BodyPartPreference><b:Type>2</b:Type></b:BodyPartPreference>";
    let rights = "<r:RightsManagementSupport>1</r:RightsManagementSupport>";
    let sent = "<Add><ClientId>1</ClientId><ApplicationData/><Send xmlns='Email2'/></Add>";
    let instance =
        "<Change><ServerId>5:1</ServerId><b:InstanceId>x</b:InstanceId><ApplicationData/></Change>";
    let in_add = "<Add><Class>SMS</Class><ClientId>1</ClientId><ApplicationData/></Add>";
    let oof = "<Settings xmlns='Settings'><Oof><Get><BodyType>Text</BodyType></Get></Oof></Settings>";
    let sms_12_1 = "<CollectionId>5</CollectionId><a:FilterType>2</a:FilterType><a:SyncKey>7</a:SyncKey>";

    check(
        |document, version| Request::decode(document, version).map(|request| {
            let mut again = Vec::new();
            request.encode(&mut again).unwrap();
            (format!("{request:?}"), again)
        }).ok(),
        &[
            (sync(&format!("<Class>Email</Class>{key}")), PLACE_UNTIL_12_1),
            (options("<Class>SMS</Class>"), PLACE_SINCE_14_0),
            (commands(in_add), PLACE_SINCE_14_0),
            (sync(&format!("{key}<ConversationMode>1</ConversationMode>")), SINCE_14_0),
            (sync(&format!("{key}<Supported/>")), ALL),
            ("<Sync><Wait>8</Wait><WindowSize>9</WindowSize><Partial/></Sync>".to_owned(), ALL),
            ("<Sync><HeartbeatInterval>480</HeartbeatInterval></Sync>".to_owned(), SINCE_14_0),
            // Both are status 4, which is the server's to say.
            ("<Sync><Wait>0</Wait><HeartbeatInterval>1</HeartbeatInterval></Sync>".to_owned(), SINCE_14_0),
            (options("<FilterType>8</FilterType><FilterType>1</FilterType><Conflict>1</Conflict>"), ALL),
            (options("<MIMESupport>2</MIMESupport><MIMETruncation>8</MIMETruncation>"), ALL),
            (options("<MaxItems>3</MaxItems>"), SINCE_14_0),
            (options(preference), SINCE_14_0),
            (options(part), SINCE_14_1),
            (options(rights), SINCE_14_1),
            (commands(sent), PASSING),
            (commands(instance), PASSING),
            (item("<f:ConversationId>F1F2</f:ConversationId>"), SINCE_14_0),
            (item("<e:Subject>s</e:Subject>"), PASSING),
            (item("<e:Categories><e:Category>a</e:Category></e:Categories>"), PASSING),
            (item("<c:FirstName>a</c:FirstName>"), PASSING),
            (item("<n:MessageClass>IPM.StickyNote</n:MessageClass>"), PASSING),
            (item("<e:To>a</e:To><e:To>b</e:To><e:Flag><e:Status>9</e:Status></e:Flag>"), ALL),
            (estimate(sms_12_1), PLACE_UNTIL_12_1),
            (estimate(&format!("<Class>Email</Class>{sms_12_1}")), PLACE_UNTIL_12_1),
            (estimate(estimate_key), PLACE_SINCE_14_0),
            (estimate(&format!("{estimate_key}<a:Options><a:Class>SMS</a:Class></a:Options>")), PLACE_SINCE_14_0),
            // Both places of ConversationMode (EC-61).
            (
                estimate(&format!("{estimate_key}<a:ConversationMode/><a:Options/>")),
                PLACE_SINCE_14_0,
            ),
            (
                estimate(&format!("{estimate_key}<a:Options/><a:ConversationMode/>")),
                PLACE_SINCE_14_0,
            ),
            (device("<UserAgent>a</UserAgent><Model>b</Model>"), ALL),
            (device("<EnableOutboundSMS>1</EnableOutboundSMS>"), SINCE_14_0),
            (device("<MobileOperator>a</MobileOperator>"), SINCE_14_0),
            (oof.to_owned(), PASSING),
            ("<Settings xmlns='Settings'><RightsManagementInformation><Get/></RightsManagementInformation></Settings>".to_owned(), PASSING),
            ("<Ping xmlns='Ping'><Folders><Folder><Class>Email</Class><Id>5</Id></Folder></Folders></Ping>".to_owned(), ALL),
        ],
    );
}

#[test]
fn responses() {
    let sync = |xml: &str| {
        format!("<Sync><Collections><Collection>{xml}<Status>1</Status></Collection></Collections></Sync>")
    };
    let key = "<SyncKey>7</SyncKey><CollectionId>5</CollectionId>";
    let body = |version_part: &str| {
        sync(&format!(
            "{key}<Commands><Add><ServerId>5:1</ServerId><ApplicationData xmlns:b='AirSyncBase'><b:Body>\
             <b:Type>1</b:Type>{version_part}</b:Body></ApplicationData></Add></Commands>"
        ))
    };
    check(
        |document, version| Response::decode(document, version).map(|response| {
            let mut again = Vec::new();
            response.encode(&mut again).unwrap();
            (format!("{response:?}"), again)
        }).ok(),
        &[
            (sync(key), ALL),
            (sync(&format!("<Class>Email</Class>{key}")), PLACE_UNTIL_12_1),
            ("<Sync><Limit>59</Limit><Status>14</Status></Sync>".to_owned(), ALL),
            (sync(&format!("{key}<Commands><Change><Class>SMS</Class><ServerId>1</ServerId><ApplicationData/></Change></Commands>")), PLACE_SINCE_14_0),
            (sync(&format!("{key}<Responses><Delete><Status>8</Status><ServerId>1</ServerId></Delete></Responses><Commands/><MoreAvailable/>")), ALL),
            (sync(&format!("{key}<Responses><Change><ServerId>1</ServerId><InstanceId xmlns='AirSyncBase'>x</InstanceId><Status>1</Status></Change></Responses>")), PASSING),
            (body("<b:Data>x</b:Data><b:Preview>x</b:Preview>"), SINCE_14_0),
            ("<GetItemEstimate xmlns='GetItemEstimate'><Response><Status>1</Status><Collection><Class>Email</Class><CollectionId>5</CollectionId><Estimate>3</Estimate></Collection></Response></GetItemEstimate>".to_owned(), ALL),
            ("<Settings xmlns='Settings'><Status>1</Status><Oof><Status>1</Status></Oof><DeviceInformation><Status>1</Status></DeviceInformation></Settings>".to_owned(), PASSING),
        ],
    );
}

/// Reads each document at each version with `read`, which gives the debug form of the message and its bytes.
fn check(read: impl Fn(&[u8], Version) -> Option<(String, Vec<u8>)>, table: &[(String, [Fate; 3])]) {
    for (xml, expected) in table {
        let document = document(xml);
        let fates = Version::SPOKEN.map(|version| match read(&document, version) {
            None => Refused,
            Some((debug, again)) => {
                assert_eq!(again, document, "{version}: {xml}");
                if debug.contains("Element {") { Passes } else { Typed }
            }
        });
        assert_eq!(fates, *expected, "{xml}");
    }
}
