// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "headwater/data_field.h"
#include "headwater/event.h"
#include "headwater/ids.h"
#include "headwater/result.h"
#include "hooks/self.h"

/// \file
/// One reader for each kind of delivery. Each takes the whole body and fills in everything of Event
/// but its kind. Their rules: gitlab_payload.h.

namespace headwater::hooks {

/// The mailbox of a project's branches and tags, and of what else is known of it.
inline constexpr MergeRequestIid kBranchMailbox{0};

Result<Event> ReadMergeRequest(const DataField& body, const Self& self);
Result<Event> ReadNote(const DataField& body, const Self& self);
Result<Event> ReadPush(const DataField& body);
Result<Event> ReadTagPush(const DataField& body);
Result<Event> ReadPipeline(const DataField& body);
/// project_create and its like.
Result<Event> ReadProjectChange(const DataField& body);
/// A group or user got another name, and with it every project below another path. It names none
/// of them, so it wakes nothing: whoever looks through all projects finds them.
Result<Event> ReadNamespaceChange(const DataField& body);
Result<Event> ReadRepositoryUpdate(const DataField& body);

/// The first of the two that is there.
Result<ProjectId> ProjectOf(const DataField& first, const DataField& second);
/// The actor; 0 when the delivery does not name one.
Result<UserId> UserOf(const DataField& id);

}  // namespace headwater::hooks
