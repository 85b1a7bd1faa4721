//! GetItemEstimate: how many changes there are ([MS-ASCMD] 2.2.1.9, [MS-ASMS] 3.2.5.2).

use super::view::View;
use super::{Asker, Pending, Server, Subscription, options, rules};
use crate::behaviour::Context;
use crate::class::{Class, FilterType, FolderKind, Wanted};
use crate::id::SyncKey;
use crate::message::{EstimateRequest, EstimateResponse, EstimateStatus};

/// The most changes that are counted ([MS-ASCMD] 2.2.3.125.2).
const MOST: usize = 512;

impl Server {
    /// Counts the changes of the classes asked for that the next Sync with this key and these Options would bring,
    /// whatever its window; without Options those of the folder's default class (ASMS-049, ASMS-067, EC-09b).
    ///
    /// What a Sync would say of another class, namely that it is no longer wanted, is not counted. No key is used by it
    /// and none moves ([MS-ASCMD] 2.2.3.181.3, EC-56).
    pub(super) fn estimate(
        &self,
        cx: &mut Context<'_>,
        asker: Asker,
        request: &EstimateRequest,
    ) -> EstimateResponse {
        match self.count(cx, asker, request) {
            Ok(changes) => {
                let changes = u16::try_from(changes.min(MOST)).unwrap_or(u16::MAX);
                EstimateResponse::Estimate { collection: request.collection, changes }
            }
            Err(status) => EstimateResponse::Failed(status),
        }
    }

    fn count(
        &self,
        cx: &mut Context<'_>,
        asker: Asker,
        request: &EstimateRequest,
    ) -> Result<usize, EstimateStatus> {
        let folder = self.folders.find(request.collection).ok_or(EstimateStatus::InvalidCollection)?;
        rules::check_options(cx, &request.options, folder.kind, asker.version)
            .map_err(|_| EstimateStatus::InvalidKeyOrProtocolError)?;
        let is_high = |filter: Option<FilterType>| !filter.unwrap_or_default().is_for_mail();
        if folder.kind.holds_mail() && request.options.iter().any(|block| is_high(block.filter)) {
            return Err(EstimateStatus::UnsupportedFilter);
        }
        if request.key == SyncKey::INITIAL {
            return Err(EstimateStatus::NotPrimed);
        }
        let replica = self.replicas.find((asker.device, request.collection));
        let Some(state) = replica.and_then(|replica| replica.state_behind(request.key)) else {
            return Err(cx.server(|server| server.estimate_key_status).of_a_bad_key());
        };
        let wanted = asked_about(cx, request, folder.kind);
        let wanted = options::heeded(cx, &wanted, folder.kind, asker.version);
        let is_counted = |class: Option<Class>| class.is_some_and(|class| wanted.has(class));
        let view = View::new(cx, self, asker, folder, &state, &wanted, true);
        let found = view.changes(cx, &Pending::All);
        Ok(found.commands.iter().filter(|command| is_counted(view.class_of(command))).count())
    }
}

/// The classes and windows that a request asks about.
fn asked_about(cx: &mut Context<'_>, request: &EstimateRequest, kind: FolderKind) -> Subscription {
    if request.options.is_empty() {
        return [Wanted::default_of(kind)].into_iter().collect();
    }
    let blocks = cx.server(|server| server.estimate_options).read(&request.options);
    blocks.map(|block| options::wanted(&block, kind)).collect()
}
