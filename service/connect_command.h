// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "headwater/check.h"
#include "headwater/connect_requests.h"
#include "service/config/effective_policy.h"

namespace headwater {

/// `headwater connect`.
CommandResult RunConnect(const ConnectRequest& request);
/// `headwater disconnect`.
CommandResult RunDisconnect(const DisconnectRequest& request);
/// `headwater doctor`.
CommandResult RunDoctor(const DoctorRequest& request, const config::Shipped& shipped);
/// `headwater preview`.
CommandResult RunPreview(const PreviewRequest& request, const config::Shipped& shipped);

}  // namespace headwater
