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

/// What `description` says in one language.
struct PubliccodeDescription {
  Untrusted language;  ///< The key: `de`, `en`, ...
  Untrusted localised_name;
  Untrusted generic_name;
  Untrusted short_description;
};

/// A service of the administration that the software serves: an entry of `de.leika`, the German
/// extension (https://github.com/publiccodeyml/publiccode.yml, docs/de/schema.de.rst).
struct AdministrativeService {
  Untrusted leika_id;  ///< Key in the catalogue of services (LeiKa).
  Untrusted ozg_id;    ///< Number of the service by the online access act (OZG); may be empty.
};

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
  // What tells others what it is for. Values of another type than the standard's are left out here:
  // no reason to know nothing of where the project comes from.
  std::vector<PubliccodeDescription> descriptions;
  std::vector<Untrusted> categories;
  std::vector<AdministrativeService> services;
};

/// Errors as ParseYaml, and kInvalid with the place when a key has the wrong type.
Result<Publiccode> ReadPubliccode(std::string_view text);

}  // namespace headwater
