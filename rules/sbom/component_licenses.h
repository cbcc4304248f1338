// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/common/allowance.h"
#include "rules/sbom/bom.h"

namespace headwater::sbom {

/// The licences under which a component comes in: the effective ones, which whoever uses it has
/// chosen, else the concluded ones, else what its maker declared. Without NOASSERTION and NONE.
std::vector<BomLicense> LicensesInForce(const Bom& bom, ComponentIndex component);

/// What a platform's list says of the licences of components. Remembers every text: many components
/// have few licences.
class ComponentAllowance {
 public:
  /// `allowance` outlives this.
  explicit ComponentAllowance(const Allowance& allowance) : allowance_(allowance) {}

  /// Of one licence; nothing where it is not known what it means. Names as people write them
  /// (`Apache License, Version 2.0`) count as what they most likely mean. The text outlives this.
  const std::optional<Judgement>& Of(const BomLicense& license);

 private:
  std::optional<Judgement> Judge(std::string_view text, bool is_name);

  const Allowance& allowance_;
  std::map<std::string_view, std::optional<Judgement>> known_;
  size_t guesses_ = 0;
};

}  // namespace headwater::sbom
