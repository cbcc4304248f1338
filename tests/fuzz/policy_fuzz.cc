// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "headwater/registry.h"
#include "service/config/policy_file.h"
#include "tests/fuzz/invariants.h"

namespace {

using namespace headwater;          // NOLINT(google-build-using-namespace)
using namespace headwater::config;  // NOLINT(google-build-using-namespace)

void RequireSound(const PolicyLayer& layer) {
  fuzz::Require(layer.patterns.size() <= kMaxPatterns + kMaxExternalRules);
  for (const Sourced<PolicyRulePointer>& pattern : layer.patterns) {
    fuzz::Require(pattern.value != nullptr && pattern.origin.line > 0);
  }
  for (const Lock& lock : layer.locks) fuzz::Require(lock.origin.line > 0);
  for (const Sourced<DeclaredWaiver>& waiver : layer.waivers) {
    fuzz::Require(!waiver.value.rule.empty() && !waiver.value.text.empty());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const SettingCatalogue catalogue(AllRules());
  if (size == 0) return 0;
  constexpr LayerKind kKinds[] = {LayerKind::kInstance, LayerKind::kGroup, LayerKind::kProject};
  const LayerKind kind = kKinds[data[0] % std::size(kKinds)];
  const Result<PolicyLayer> layer =
      ReadPolicyFile(kind, "fuzz", fuzz::TextOf(data + 1, size - 1), catalogue);
  if (layer.ok()) {
    RequireSound(layer.value());
  } else {
    // `fuzz:line:column: sentence`.
    fuzz::Require(layer.error().message.starts_with("fuzz:"));
    fuzz::RequireHonestError({layer.error().code, layer.error().message.substr(5)});
  }
  return 0;
}
