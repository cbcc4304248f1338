// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "headwater/result.h"
#include "headwater/untrusted.h"

namespace headwater {

/// The parts of a publiccode.yml that rules ask for
/// (https://yml.publiccode.tools/schema.core.html). Values are as written; nothing is validated
/// here but the types.
struct Publiccode {
  std::optional<Untrusted> name;
  std::optional<Untrusted> url;
  std::optional<Untrusted> software_version;
  std::optional<Untrusted> license;               ///< legal.license
  std::optional<Untrusted> main_copyright_owner;  ///< legal.mainCopyrightOwner
  std::vector<Untrusted> is_based_on;
};

/// Errors as ParseYaml, and kInvalid with the place when a key has the wrong type.
Result<Publiccode> ReadPubliccode(std::string_view text);

}  // namespace headwater
