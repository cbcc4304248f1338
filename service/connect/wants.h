// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>

#include "headwater/administration.h"
#include "headwater/url.h"

/// \file
/// What Headwater wants of a platform: who works there for it, with which rights, and what is told.

namespace headwater::connect {

/// The account that speaks in merge requests: Developer, because a status wants no less
/// (https://docs.gitlab.com/ee/api/commits.html "Set the pipeline status of a commit").
inline constexpr char kBotName[] = "headwater-bot";
/// The account that looks after webhooks: Maintainer, because they want no less
/// (https://docs.gitlab.com/ee/api/project_webhooks.html "Prerequisites"). Another one, so that the
/// service's own token cannot do what this one can.
inline constexpr char kHooksName[] = "headwater-hooks";

inline constexpr char kApiScope[] = "api";
inline constexpr char kReadScope[] = "read_repository";

/// GitLab's own upper bound is 365 days.
/// https://docs.gitlab.com/ee/user/profile/personal_access_tokens.html "Access token expiration"
inline constexpr std::chrono::days kTokenLife{364};
/// With less than this left a token is renewed, and its end is told.
inline constexpr std::chrono::days kTokenMargin{14};

/// Whose clock differs by more cannot tell how old anything is (serve.md).
inline constexpr std::chrono::seconds kClockMargin{60};

inline constexpr int kOldestMajor = 17;

/// What is told of a project; a system hook tells of the others.
/// https://docs.gitlab.com/ee/administration/system_hooks.html
HookEvents ProjectEvents(bool beside_system_hook);
HookEvents SystemEvents();

/// Where deliveries go, below the address under which the service is reached.
std::string HookAddress(const SafeUrl& service);
/// As a stranger who finds the webhook reads it.
HookOrder OrderFor(const SafeUrl& service, const Secret& secret, HookEvents events);

/// The host alone, without a port.
std::string HostOf(const SafeUrl& url);
/// Whether the host is written as an address of one's own network, or as localhost. What a name
/// leads to is not looked at: GitLab may see another network.
bool IsLocalHost(std::string_view host);

}  // namespace headwater::connect
