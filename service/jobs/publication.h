// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "headwater/store.h"
#include "service/jobs/judge.h"
#include "service/jobs/services.h"

/// \file
/// From a judgement to what is stored and said. Computes; writes nothing.

namespace headwater::jobs {

/// Behind the key of a decision whose status still says kRunning, because it waits for the
/// pipeline or an upstream.
inline constexpr char kWaitingMark[] = "/waiting";

/// Hash of everything a judgement depends on. Policies and merge bases follow from the commits and
/// what stands above the project's own policy, whose hash is given; a change of the draft state
/// judges nothing anew, but lets the comment come. Of facts their ids count, in the order in which
/// they were gathered, and what the forge says.
std::string KeyOf(const EvaluateRequest& request, const std::string& upper_policy_hash, bool draft);

/// A judgement that was carried through.
Publication PublicationOf(const MailboxClaim& claim, const Judgement& judgement,
                          const Services& services);

/// A judgement that could not be: of `content` it is said at once and holds the gate. Of our
/// infrastructure, an earlier status of the same head and target stays where policy releases.
Publication CouldNotJudge(const MailboxClaim& claim, const Error& error, const Services& services);

/// Of a project that takes no part: silence. Where something was said before, that it is checked no
/// more.
Publication LeftOut(const MailboxClaim& claim, const Services& services);

}  // namespace headwater::jobs
