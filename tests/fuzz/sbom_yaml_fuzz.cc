// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "tests/fuzz/sbom_invariants.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  headwater::fuzz::RequireSoundTrees(headwater::fuzz::TextOf(data, size),
                                     headwater::sbom::ReadYamlTree);
  return 0;
}
