// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <vector>

#include "headwater/event.h"
#include "headwater/result.h"
#include "headwater/store.h"
#include "service/store/sqlite.h"
#include "service/store/store_clock.h"

/// \file
/// Table `record`: what is remembered of each mailbox.

namespace headwater::store {

struct StoredRecord {
  MailboxRecord record;
  std::optional<StoreTime> settle_at;  ///< Until when it may say kRunning.
};

/// A fresh record when there is none.
Result<StoredRecord> LoadRecord(Connection& connection, const MailboxKey& key);
Status SaveRecord(Connection& connection, const MailboxKey& key, const StoredRecord& stored);

/// Open mailboxes of the project with that head, by number.
Result<std::vector<MailboxKey>> OpenWithHead(Connection& connection, ProjectId project,
                                             const CommitId& head);

/// What the open ones among them say about it. `speaker`: the first that says something.
struct HeadLines {
  std::vector<StatusLine> lines;
  MergeRequestIid speaker;
};
Result<HeadLines> LinesAbout(Connection& connection, ProjectId project, const CommitId& head);

/// At most `limit` mailboxes that have been saying kRunning for longer than they may.
Result<std::vector<MailboxKey>> Overdue(Connection& connection, StoreTime now, size_t limit);

}  // namespace headwater::store
