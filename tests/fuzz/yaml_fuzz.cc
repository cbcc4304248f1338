// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "tests/fuzz/invariants.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace headwater;  // NOLINT(google-build-using-namespace)
  const std::string_view text = fuzz::TextOf(data, size);
  fuzz::RequireSound(ParseYaml(text, fuzz::kFuzzLimits), fuzz::kFuzzLimits);
  fuzz::RequireSound(ParseYaml(text, kYamlLimits), kYamlLimits);
  return 0;
}
