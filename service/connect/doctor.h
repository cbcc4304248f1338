// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>

#include "headwater/administration.h"
#include "headwater/clock.h"
#include "headwater/commanders.h"
#include "headwater/url.h"
#include "service/connect/keys.h"
#include "service/connect/table.h"

namespace headwater::connect {

struct DoctorOrder {
  SafeUrl forge;
  std::optional<SafeUrl> service;  ///< hooks.url; none: the configuration does not say.
  KeyPaths paths;
  std::string config_file;
  std::string proxy;
};

struct DoctorParts {
  Accounts& bot;       ///< With the api token.
  Platform& platform;  ///< The same.
  Commanders& people;  ///< The same.
  /// With the token of whoever looks after webhooks; nullptr: nobody does.
  Hooks* hooks = nullptr;
  Platform* keeper = nullptr;  ///< The same.
  LookAtToken look;
  const Clock& clock;
};

/// Free room in the folder of a store. Adds a line.
void CheckDisk(const std::string& folder, Table& table);

/// Looks at everything on the platform's side that the service needs; changes nothing. An error
/// means that GitLab could not be spoken with.
Status Examine(const DoctorOrder& order, const DoctorParts& parts, Table& table);

}  // namespace headwater::connect
