// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "headwater/check.h"
#include "service/config/service_config.h"

namespace headwater {

/// Exit codes of `headwater healthcheck`, the two that containers know: 2 is reserved there.
/// https://docs.docker.com/reference/dockerfile/#healthcheck
inline constexpr int kExitReady = 0;
inline constexpr int kExitNotReady = 1;

/// The address of /readyz as this machine reaches it: a listener on all addresses is asked on the
/// loopback one.
std::string ReadinessUrl(const config::ListenAddress& health);

/// Asks the running service's health listener whether it is ready, without any proxy.
CommandResult AskReadiness(const config::ListenAddress& health);

/// Not ready, and why.
CommandResult NotReady(const std::string& why);

/// `headwater healthcheck`: for containers, which have no other program in them.
CommandResult CheckHealth(const std::string& config_file);

}  // namespace headwater
