// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string_view>

#include "headwater/data.h"
#include "headwater/event.h"
#include "headwater/http.h"
#include "headwater/ids.h"
#include "headwater/result.h"
#include "hooks/self.h"

namespace headwater::hooks {

/// A body is larger than anything GitLab sends (its REQUEST_BODY_SIZE_LIMIT is 25 MB), or nested or
/// filled as no event is. Beyond `nodes` only the top level is read, within kTopLevelNodes: a push
/// that names 100,000 files is genuine, and what we need of it stands at the top.
inline constexpr DataLimits kDeliveryLimits = {
    .bytes = size_t{26} << 20U, .depth = 64, .nodes = 100'000};
inline constexpr uint64_t kTopLevelNodes = 5'000'000;

/// What a delivery means: project hooks and system hooks, of old, present and unknown versions.
/// https://docs.gitlab.com/ee/user/project/integrations/webhook_events.html
/// https://docs.gitlab.com/ee/administration/system_hooks.html
///
/// The kind is the body's `object_kind`, else its `event_name`; headers never decide, they only
/// help to word an error. Kinds and actions that we do not know are kIgnore. Conditions are looked
/// at one by one, because one delivery can be two things at once; the strongest decision wins.
///
/// A comment is a command's when it begins by naming us (headwater/mention.h). That only saves a
/// look: what it says, and who says it, is read again from the forge.
///
/// `self` is our own user. What our own user did is recorded and wakes
/// nothing, with these exceptions, because they change what must be judged or shown, whoever did
/// it: new commits and another target branch, opening, merging and closing, and pipelines. (A
/// suggestion of ours that somebody applies is a commit of ours.)
///
/// kInvalid names the field: `object_attributes.iid: expected a number`. Nothing foreign stands in
/// the message but what the JSON reader quotes. Pure.
Result<Event> ReadDelivery(std::string_view body, const HttpHeaders& headers,
                           const Self& self = {});

}  // namespace headwater::hooks
