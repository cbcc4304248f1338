// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string_view>

namespace headwater {

/// Tells whoever started the service how it is: "READY=1", "STOPPING=1". Does nothing where nobody
/// asked for it (no NOTIFY_SOCKET in the environment), and nothing is said when it fails: systemd
/// then ends the start by its own time limit, and names the unit.
/// https://www.freedesktop.org/software/systemd/man/252/sd_notify.html "Notes" (the protocol)
void NotifySystemd(std::string_view state);

}  // namespace headwater
