// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "headwater/publiccode.h"

#include "tests/fuzz/invariants.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace headwater;  // NOLINT(google-build-using-namespace)
  const std::string_view text = fuzz::TextOf(data, size);
  const Result<Publiccode> read = ReadPubliccode(text);
  if (!read.ok()) {
    fuzz::RequireHonestError(read.error());
    return 0;
  }
  const Result<DataNode> tree = ParseYaml(text, kYamlLimits);
  fuzz::Require(tree.ok());
  const DataNode* name = tree.value().Find("name");
  fuzz::Require(!read.value().name ||
                (name != nullptr && name->scalar == read.value().name->bytes()));
  return 0;
}
