// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "headwater/manifest.h"

#include "tests/fuzz/invariants.h"

// The first line is the file's name, the rest its content.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace headwater;  // NOLINT(google-build-using-namespace)
  const std::string_view text = fuzz::TextOf(data, size);
  const size_t end = text.find('\n');
  const ManifestKind* kind = ManifestOf(text.substr(0, end));
  if (kind == nullptr || end == std::string_view::npos) return 0;
  const Result<bool> names = NamesDependencies(*kind, text.substr(end + 1));
  if (!names.ok()) fuzz::RequireHonestError(names.error());
  return 0;
}
