// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <string>

#include "rules/license/dep5.h"
#include "rules/license/licensing.h"
#include "rules/license/reuse_toml.h"
#include "tests/fuzz/invariants.h"

namespace {

using namespace headwater;           // NOLINT(google-build-using-namespace)
using namespace headwater::license;  // NOLINT(google-build-using-namespace)

// One file of each way to write comments, and one of an unknown kind.
constexpr const char* kPaths[] = {"a.c",  "a.py",  "a.sh", "a.html", "a.lua",
                                  "a.rb", "a.sql", "a.md", "a.hs",   "a.unknown"};

// Places lie in the text, in order, and statements are what they say they are.
void RequireSound(const FileLicensing& known, uint64_t lines) {
  uint32_t last = 1;
  for (const LicenseStatement& license : known.licenses) {
    fuzz::Require(license.place.line >= last && license.place.line <= lines);
    fuzz::Require(license.column > 0);
    fuzz::Require(license.expression.has_value() || !license.error.message.empty());
    last = license.place.line;
  }
  for (const CopyrightNotice& notice : known.copyrights) {
    fuzz::Require(notice.place.line >= 1 && notice.place.line <= lines);
  }
  for (const Snippet& snippet : known.snippets) {
    fuzz::Require(snippet.lines.first >= 1 && snippet.lines.first <= snippet.lines.last);
    fuzz::Require(snippet.lines.last <= lines);
  }
  for (const LineRange& ignored : known.ignored) {
    fuzz::Require(ignored.first >= 1 && ignored.first <= ignored.last && ignored.last <= lines);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const std::string bytes(fuzz::TextOf(data + 1, size - 1));
  const SourceText text = DecodeSource(bytes);
  const uint64_t lines = std::max<uint64_t>(1, CountLines(text.text));
  RequireSound(Licensing::OfText(kPaths[data[0] % std::size(kPaths)], text), lines);
  const Annotations dep5 = ParseDep5(bytes);
  (void)dep5.LastMatch("src/a.c");
  const auto toml = ParseReuseToml(bytes, "REUSE.toml");
  if (toml.ok()) {
    (void)toml.value().LastMatch("src/a.c");
  } else {
    fuzz::RequireHonestError(toml.error());
  }
  return 0;
}
