// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "headwater/result.h"
#include "headwater/untrusted.h"
#include "headwater/url.h"
#include "service/connect/keys.h"

namespace headwater::connect {

/// What a configuration says that connect writes; everything else stays as it is without one.
struct WrittenConfig {
  SafeUrl forge;
  SafeUrl service;
  KeyPaths paths;
  std::string listen;
  std::string store;
  std::string ca_file;
  std::string proxy;
  std::string no_proxy;
  Language language = Language::kGerman;
};

/// Its text, as service/config reads it. kInvalid for what no line of YAML can hold.
Result<std::string> ConfigText(const WrittenConfig& config);

}  // namespace headwater::connect
