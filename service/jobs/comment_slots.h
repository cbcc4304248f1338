// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "headwater/forge.h"
#include "headwater/result.h"
#include "service/jobs/services.h"

/// \file
/// What the senders of comments and of threads have in common.

namespace headwater::jobs {

/// Written down before something is created: whether it was is not known until it is read back.
inline constexpr Literal kCreateIntent = "create";

MailboxKey MergeRequestOf(const SlotClaim& claim);

/// The oldest of ours that begins with the marker; what else does is removed and counted.
Result<std::optional<ForgeNote>> OldestOurs(const Services& services, MailboxKey merge_request,
                                            const std::vector<ForgeNote>& all,
                                            std::string_view marker);

/// How a claim ends that could not be carried out: tried again when it may help, settled when its
/// place is gone.
Status EndFailed(const Services& services, const SlotClaim& claim, const std::string& remembered,
                 const Error& error);

}  // namespace headwater::jobs
