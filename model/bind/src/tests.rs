//! Machine to bytes to machine is the identity, bytes come back as they were, and bytes that are no request say why.

use asms_machine::class::{Class, FilterType};
use asms_machine::id::{ClientId, CollectionId, ContentId, Day, ItemId, SyncKey};
use asms_machine::item::{Flag, Marks, Text};
use asms_machine::message::{
    ClassOptions, ClientCommand, CollectionRequest, EstimateRequest, Hold, Malformed, Request, Response,
    ServerCommand, SyncRequest, SyncResponse,
};
use asms_machine::recipients::{MOST_RECIPIENTS, Recipients};
use asms_machine::version::Version;
use asms_wire::wbxml::xml::{XmlLimits, from_xml};
use proptest::collection::vec;
use proptest::prelude::*;

use super::*;
use crate::generators::{VERSIONS, request, response, version};

fn requests() -> impl Strategy<Value = (Version, Vec<Request>)> {
    version().prop_flat_map(|version| (Just(version), vec(request(version), 1..4)))
}

fn responses() -> impl Strategy<Value = (Version, Vec<Response>)> {
    version().prop_flat_map(|version| (Just(version), vec(response(version), 1..4)))
}

proptest! {
    #[test]
    fn requests_to_bytes_to_requests((version, requests) in requests()) {
        let mut binding = Binding::new(version);
        for request in requests {
            let bytes = binding.write_request(&request).expect("it can be written");
            prop_assert_eq!(binding.read_request(&bytes), request);
        }
    }

    #[test]
    fn responses_to_bytes_to_responses((version, responses) in responses()) {
        let mut binding = Binding::new(version);
        for response in responses {
            let bytes = binding.write_response(&response).expect("it can be written");
            prop_assert_eq!(binding.read_response(&bytes), Ok(response));
        }
    }

    /// A request that came from elsewhere is written byte for byte as it came, however little of it is known.
    #[test]
    fn bytes_to_requests_to_bytes((version, requests) in requests()) {
        let mut writer = Binding::new(version);
        let mut binding = Binding::new(version);
        for request in requests {
            let bytes = writer.write_request(&request).expect("it can be written");
            let read = binding.read_request(&bytes);
            prop_assert_eq!(binding.write_request(&read), Ok(bytes));
        }
    }

    /// Whatever comes in, something comes out.
    #[test]
    fn reading_is_total(
        bytes in vec(any::<u8>(), 0..80),
        (version, requests) in requests(),
        cut in any::<prop::sample::Index>(),
    ) {
        let mut binding = Binding::new(version);
        let _ = binding.read_request(&bytes);
        let _ = binding.read_response(&bytes);
        let mut whole = binding.write_request(&requests[0]).expect("it can be written");
        if matches!(requests[0], Request::SyncAgain | Request::Malformed(_)) {
            return Ok(());
        }
        let at = cut.index(whole.len() - 1) + 1;
        let read = binding.read_request(&whole[..at]);
        prop_assert_eq!(read, Request::Malformed(Malformed::Wbxml), "a request cut at {}", at);
        whole[at] ^= 0x55;
        let _ = binding.read_request(&whole);
    }
}

fn encode(xml: &str) -> Vec<u8> {
    from_xml(xml.as_bytes(), XmlLimits::default()).expect("the test's own XML")
}

/// A Sync request for folder 15 with key 1 that has this besides.
fn sync(besides: &str) -> Vec<u8> {
    encode(&format!(
        "<Sync xmlns='AirSync' xmlns:b='AirSyncBase' xmlns:e='Email' xmlns:c='Email2' xmlns:t='Tasks' \
         xmlns:k='Contacts'><Collections><Collection><SyncKey>1</SyncKey><CollectionId>15</CollectionId>{besides}\
         </Collection></Collections></Sync>"
    ))
}

fn read_collection(binding: &mut Binding, besides: &str) -> CollectionRequest {
    let bytes = sync(besides);
    let read = binding.try_read_request(&bytes).expect("it is a request");
    assert_eq!(binding.write_request(&read), Ok(bytes), "{besides}");
    let Request::Sync(sync) = read else { panic!("it is a Sync request") };
    sync.collections[0].clone()
}

fn read_command(besides: &str) -> ClientCommand {
    let commands = format!("<Commands>{besides}</Commands>");
    read_collection(&mut Binding::new(Version::V14_1), &commands).commands[0]
}

/// What the machines cannot take says so, and why.
#[test]
fn requests_that_are_none() {
    let command = |inside: &str| sync(&format!("<Commands>{inside}</Commands>"));
    for (body, reason) in [
        (vec![3, 1, 0x6A], Malformed::Wbxml),
        (vec![3, 1, 0x6A, 0, 0x45, 0x04], Malformed::Wbxml),
        (encode("<Sync xmlns='AirSync'><Status>1</Status></Sync>"), Malformed::Schema),
        (encode("<FolderSync xmlns='FolderHierarchy'/>"), Malformed::Schema),
        (
            encode("<Settings xmlns='Settings'><UserInformation><Get/></UserInformation></Settings>"),
            Malformed::Unmodelled,
        ),
        (
            encode("<Ping xmlns='Ping'><HeartbeatInterval>60</HeartbeatInterval></Ping>"),
            Malformed::Unmodelled,
        ),
        (
            command(
                "<Add><ClientId>1</ClientId><ApplicationData><b:Body><b:Type>1</b:Type><b:Truncated>1</b:Truncated>\
                 </b:Body></ApplicationData></Add>",
            ),
            Malformed::Unmodelled,
        ),
        (
            command(
                "<Add><ClientId>1</ClientId><ApplicationData><e:DateReceived>yesterday</e:DateReceived>\
                 </ApplicationData></Add>",
            ),
            Malformed::Unmodelled,
        ),
        (
            command(
                "<Change><ServerId>15:1</ServerId><ApplicationData><e:Flag><e:FlagType>x</e:FlagType></e:Flag>\
                 </ApplicationData></Change>",
            ),
            Malformed::Unmodelled,
        ),
        (
            encode(
                "<GetItemEstimate xmlns='GetItemEstimate' xmlns:a='AirSync'><Collections><Collection>\
                 <a:SyncKey>1</a:SyncKey><CollectionId>15</CollectionId><a:ConversationMode>1</a:ConversationMode>\
                 </Collection></Collections></GetItemEstimate>",
            ),
            Malformed::Unmodelled,
        ),
    ] {
        let mut binding = Binding::new(Version::V14_1);
        assert_eq!(binding.read_request(&body), Request::Malformed(reason), "{body:02x?}");
    }
}

/// What the machines do not read of a folder or of an operation stays with the request.
#[test]
fn nothing_of_a_request_vanishes() {
    let mut binding = Binding::new(Version::V14_1);
    for besides in [
        "<Supported><k:Email1Address/></Supported><DeletesAsMoves/><GetChanges/><WindowSize>70000</WindowSize>\
         <ConversationMode>1</ConversationMode><Options/><Commands/>",
        "<Options><Class>Fax</Class><MIMESupport>2</MIMESupport><FilterType>3</FilterType><b:BodyPreference>\
         <b:Type>2</b:Type></b:BodyPreference><b:BodyPreference><b:Type>1</b:Type><b:TruncationSize>102400\
         </b:TruncationSize></b:BodyPreference><Conflict>0</Conflict></Options>",
        "<Commands><Change><ServerId>15:1</ServerId><ApplicationData><e:Flag><e:Status>2</e:Status>\
         <e:FlagType>for Follow Up</e:FlagType><t:ReminderSet>0</t:ReminderSet></e:Flag><e:Read/></ApplicationData>\
         </Change></Commands>",
        "<Commands><Fetch><ServerId>55:1</ServerId></Fetch><Delete><ServerId>any</ServerId></Delete></Commands>",
        "<Commands><Add><ClientId>new-1</ClientId><ApplicationData><e:Flag><e:Status>0</e:Status></e:Flag>\
         <e:Read/><e:Read>0</e:Read><e:InternetCPID>1252</e:InternetCPID><e:To/></ApplicationData></Add></Commands>",
    ] {
        read_collection(&mut binding, besides);
    }
}

/// An element of a later version is kept where it can be put back, and refused elsewhere.
#[test]
fn elements_of_a_later_version() {
    let mut binding = Binding::new(Version::V12_1);
    read_collection(&mut binding, "<WindowSize>5</WindowSize><ConversationMode>1</ConversationMode>");
    let between = sync("<ConversationMode>1</ConversationMode><Options/>");
    assert_eq!(binding.read_request(&between), Request::Malformed(Malformed::Unmodelled));
    let at_the_root = encode("<Sync xmlns='AirSync'><HeartbeatInterval>60</HeartbeatInterval></Sync>");
    assert_eq!(binding.read_request(&at_the_root), Request::Malformed(Malformed::Unmodelled));
}

/// What the machines read of an Options block.
#[test]
fn options_are_read() {
    let block = "<Options><Class>SMS</Class><FilterType>3</FilterType><b:BodyPreference><b:Type>2</b:Type>\
                 <b:TruncationSize>9</b:TruncationSize></b:BodyPreference><b:BodyPreference><b:Type>1</b:Type>\
                 <b:TruncationSize>102400</b:TruncationSize></b:BodyPreference><Conflict>0</Conflict></Options>";
    let read = read_collection(&mut Binding::new(Version::V14_1), block).options[0];
    let expected = ClassOptions {
        class: Some(Class::Sms),
        filter: Some(FilterType(3)),
        server_wins: Some(false),
        truncation: Some(u16::MAX),
        preferences: read.preferences,
    };
    assert_eq!(read, expected);
    assert!(read.preferences.is_some(), "the body preference for HTML stays with its block");
}

/// What the machines read of an item.
#[test]
fn items_are_read() {
    let add = |properties: &str| {
        read_command(&format!(
            "<Add><Class>SMS</Class><ClientId>7</ClientId><ApplicationData>{properties}</ApplicationData></Add>"
        ))
    };
    let ClientCommand::Add { client_id, class, text, received, marks, code_page, conversation } = add(
        "<e:To>\"Jo\" [MOBILE:+14255550143],jo@example.com,[MOBILE: 2]</e:To><e:DateReceived>1970-01-03T10:00:00.000Z\
         </e:DateReceived><b:Body><b:Type>1</b:Type><b:Data>Grüße</b:Data></b:Body><e:Read>1</e:Read>\
         <e:InternetCPID>1252</e:InternetCPID><e:Flag><e:Status>2</e:Status></e:Flag>",
    ) else {
        panic!("it is an Add")
    };
    assert_eq!((client_id, class, received), (ClientId(7), Some(Class::Sms), Some(Day(2))));
    assert_eq!(marks, Marks { read: true, flag: Flag::Active });
    assert_eq!((code_page, conversation), (true, false));
    assert_eq!((text.size, text.recipients, text.strangers), (7, 2, true), "octets, not characters");

    let many = ["[MOBILE:1]"; 20].join(",");
    for (to, recipients, strangers) in
        [("", 0, false), ("\"Jo\" [MOBILE:1]", 1, false), (many.as_str(), 20, false), ("\"Jo", 0, true)]
    {
        let ClientCommand::Add { text, conversation, code_page, .. } =
            add(&format!("<e:To>{to}</e:To><c:ConversationIndex>00</c:ConversationIndex>"))
        else {
            panic!("it is an Add")
        };
        assert_eq!((text.size, text.recipients, text.strangers), (0, recipients, strangers), "{to}");
        assert_eq!((code_page, conversation), (false, true));
    }
}

/// What a client must not change is kept beside what it may.
#[test]
fn changes_are_read() {
    let change = |properties: &str| {
        read_command(&format!(
            "<Change><ServerId>15:3</ServerId><ApplicationData>{properties}</ApplicationData></Change>"
        ))
    };
    let item = ItemId(3);
    assert_eq!(
        change("<e:Read>1</e:Read><e:Flag/>"),
        ClientCommand::Change { item, read: Some(true), flag: Some(Flag::Cleared), other: None }
    );
    for unmodelled in ["<e:Flag><e:Status>7</e:Status></e:Flag>", "<e:To>x</e:To>"] {
        let ClientCommand::Change { read, flag, other, .. } =
            change(&format!("<e:Read>0</e:Read>{unmodelled}"))
        else {
            panic!("it is a Change")
        };
        assert_eq!((read, flag, other.is_some()), (Some(false), None, true), "{unmodelled}");
    }
}

/// An item is the same whoever tells of it, with whatever marks, on whatever day it is said to have come.
#[test]
fn an_item_stays_itself() {
    let mut binding = Binding::new(Version::V14_1);
    let besides = "<Commands><Add><ClientId>1</ClientId><ApplicationData><e:DateReceived>2009-01-08T00:14:36.000Z\
                   </e:DateReceived><b:Body><b:Type>1</b:Type><b:Data>Make sure you get some rest!</b:Data></b:Body>\
                   <e:Read>1</e:Read><e:InternetCPID>1252</e:InternetCPID></ApplicationData></Add></Commands>";
    let ClientCommand::Add { text, received: Some(received), .. } =
        read_collection(&mut binding, besides).commands[0]
    else {
        panic!("it is an Add with a date")
    };
    for (marks, day, cut) in [
        (Marks { read: true, flag: Flag::Cleared }, received, false),
        (Marks { read: false, flag: Flag::Active }, received, true),
        (Marks { read: false, flag: Flag::Complete }, Day(3), true),
    ] {
        let (item, class) = (ItemId(4), Class::Sms);
        let add = ServerCommand::Add { item, class, text, received: day, marks, cut };
        assert_eq!(told(&mut binding, add), add);
    }
}

/// The command as it comes out of the bytes of a response.
fn told(binding: &mut Binding, command: ServerCommand) -> ServerCommand {
    use asms_machine::message::{Changes, CollectionOutcome, CollectionResponse};
    let changes = Changes {
        key: SyncKey(2),
        more_available: false,
        responses: Vec::new().into(),
        commands: [command].into_iter().collect(),
    };
    let entry =
        CollectionResponse { collection: CollectionId(15), outcome: CollectionOutcome::Success(changes) };
    let response = Response::Sync(SyncResponse::Collections([entry].into_iter().collect()));
    let bytes = binding.write_response(&response).expect("it can be written");
    let Ok(Response::Sync(SyncResponse::Collections(read))) = binding.read_response(&bytes) else {
        panic!("it is a Sync response")
    };
    let CollectionOutcome::Success(changes) = &read[0].outcome else { panic!("it succeeded") };
    changes.commands[0]
}

/// Two bodies that begin alike stay two when they are cut.
#[test]
fn cut_bodies_that_begin_alike() {
    let mut binding = Binding::new(Version::V14_1);
    for last in ["a", "b", "ab"] {
        let body = format!(
            "<ApplicationData xmlns='AirSync' xmlns:b='AirSyncBase'><b:Body><b:Type>1</b:Type>\
             <b:Data>What begins like this may end {last}.</b:Data></b:Body></ApplicationData>"
        );
        let text = binding.keep(&encode(&body)).expect("it is an item");
        let (item, class, received, marks) = (ItemId(4), Class::Sms, Day(3), Marks::default());
        let add = ServerCommand::Add { item, class, text, received, marks, cut: true };
        assert_eq!(told(&mut binding, add), add, "{last}");
    }
}

/// A made-up message has as many octets, and as many recipients, as the machine says, and its number is in it (AMB-34).
#[test]
fn made_up_messages() {
    let text = Text { recipients: 2, strangers: true, ..Text::short(ContentId(17)) };
    for (form, to) in [
        (
            AddressForm::NumberInQuotes,
            "\"+14255550143\" [MOBILE:+14255550143],\"+14255550144\" [MOBILE:+14255550144],\"Jo\" <jo@example.com>",
        ),
        (
            AddressForm::V9Blank,
            "\"+14255550143\" [MOBILE: +14255550143],\"+14255550144\" [MOBILE: +14255550144],\"Jo\" <jo@example.com>",
        ),
        (AddressForm::NoQuotes, "[MOBILE:+14255550143],[MOBILE:+14255550144],\"Jo\" <jo@example.com>"),
    ] {
        let mut binding = Binding::new(Version::V14_1).with_address_form(form);
        binding.make_item(text).expect("it can be made up");
        let item = binding.contents().item(ContentId(17)).expect("it was made up");
        let item = ApplicationData::decode(item, asms_wire::Version::V14_1).expect("it is an item");
        assert_eq!(item.to().map(ToString::to_string).as_deref(), Some(to));
        assert_eq!(item.text(), Some("Text 17 Text 17 Text"));
    }
}

/// To has an address for each of as many recipients as there can be; an item with one more is none that the machines
/// can take.
#[test]
fn twenty_recipients() {
    let text = Text { recipients: MOST_RECIPIENTS, ..Text::short(ContentId(17)) };
    let mut binding = Binding::new(Version::V14_1);
    binding.make_item(text).expect("it can be made up");
    let item = binding.contents().item(ContentId(17)).expect("it was made up").to_vec();
    let item = ApplicationData::decode(&item, asms_wire::Version::V14_1).expect("it is an item");
    let to = item.to().expect("it goes to somebody").to_string();
    let addresses: Vec<String> = (0..MOST_RECIPIENTS)
        .filter_map(Binding::recipient_number)
        .map(|number| format!("[MOBILE:{number}]"))
        .collect();
    assert_eq!(addresses.len(), 20);
    let written: Vec<&str> = to.split(',').filter_map(|entry| entry.split(' ').nth(1)).collect();
    assert_eq!(written, addresses);

    let keep = |to: &str| {
        let body =
            format!("<ApplicationData xmlns='AirSync' xmlns:e='Email'><e:To>{to}</e:To></ApplicationData>");
        Binding::new(Version::V14_1).keep(&encode(&body))
    };
    assert_eq!(keep(&to).map(|text| (text.recipients, text.strangers)), Ok((20, false)));
    assert_eq!(keep(&format!("{to},[MOBILE:1]")), Err(Unmodelled::Recipients.into()));
    assert_eq!(
        BindError::from(Unmodelled::Recipients).to_string(),
        "the message has more than 20 mobile recipients in To, which the machines do not know"
    );
}

/// Reports of a message that name other recipients say something else.
#[test]
fn reports_differ_by_whom_they_name() {
    let mut binding = Binding::new(Version::V14_1);
    let all = Recipients::all(MOST_RECIPIENTS);
    let reports: Vec<Text> = all
        .iter()
        .map(Recipients::one)
        .chain([all, Recipients::NONE])
        .map(|failed| Text::report(ContentId(17), failed))
        .collect();
    for report in &reports {
        binding.make_item(*report).expect("it can be made up");
    }
    for report in reports {
        let (item, class, received, marks) = (ItemId(4), Class::Sms, Day(3), Marks::default());
        for cut in [false, true] {
            let add = ServerCommand::Add { item, class, text: report, received, marks, cut };
            assert_eq!(told(&mut binding, add), add);
        }
    }
}

/// What a version has no place for is not written as something else.
#[test]
fn what_12_1_has_no_place_for() {
    let mut binding = Binding::new(Version::V12_1);
    let bare = || CollectionRequest::bare(CollectionId(15), SyncKey(1));
    let sms = ClassOptions { class: Some(Class::Sms), ..ClassOptions::default() };
    let request = |collection: CollectionRequest, hold| -> Request {
        SyncRequest { hold, ..SyncRequest::from(collection) }.into()
    };
    let estimate =
        EstimateRequest { key: SyncKey(1), collection: CollectionId(15), options: Vec::new().into() };
    for request in [
        request(CollectionRequest { options: [sms].into_iter().collect(), ..bare() }, None),
        request(bare(), Some(Hold::Heartbeat(60))),
        Request::Estimate(estimate),
    ] {
        let refused = binding.write_request(&request);
        assert!(matches!(refused, Err(BindError::NotAtVersion { .. })), "{refused:?}");
    }
    assert_eq!(
        binding.write_response(&Response::Refused(Malformed::Schema)),
        Err(BindError::HttpStatus(400))
    );
}

/// The class of a folder in a GetItemEstimate of 12.1 comes back.
#[test]
fn the_estimate_of_12_1() {
    let bytes = encode(
        "<GetItemEstimate xmlns='GetItemEstimate' xmlns:a='AirSync'><Collections><Collection><a:SyncKey>1</a:SyncKey>\
         <Class>Email</Class><CollectionId>15</CollectionId><a:FilterType>2</a:FilterType></Collection></Collections>\
         </GetItemEstimate>",
    );
    let mut binding = Binding::new(Version::V12_1);
    let read = binding.read_request(&bytes);
    let Request::Estimate(request) = &read else { panic!("it is a GetItemEstimate request") };
    assert_eq!((request.options[0].class, request.options[0].filter), (None, Some(FilterType(2))));
    assert_eq!(binding.write_request(&read), Ok(bytes));
}

/// EnableOutboundSMS is none of 12.1, and yet it is for the server to refuse (AMB-29).
#[test]
fn outbound_sms_at_every_version() {
    let bytes = encode(
        "<Settings xmlns='Settings'><DeviceInformation><Set><PhoneNumber>1</PhoneNumber>\
         <EnableOutboundSMS>1</EnableOutboundSMS><UserAgent>x</UserAgent></Set></DeviceInformation></Settings>",
    );
    for version in VERSIONS {
        let mut binding = Binding::new(version);
        let read = binding.read_request(&bytes);
        let Request::Settings(settings) = &read else { panic!("it is a Settings request") };
        assert_eq!(settings.enable_outbound_sms, Some(true), "{version}");
        assert_eq!(settings.phone_number.and_then(|id| binding.contents().phone_number(id)), Some("1"));
        assert_eq!(binding.write_request(&read), Ok(bytes.clone()), "{version}");
    }
}
