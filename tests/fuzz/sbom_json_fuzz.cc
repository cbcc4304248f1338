// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <nlohmann/json.hpp>

#include "tests/fuzz/sbom_invariants.h"

namespace {

using namespace headwater;  // NOLINT(google-build-using-namespace)

/// What another library says is JSON; it refuses numbers that fit into no double, takes a NUL for
/// the end, and reads a byte order mark as we do.
void RequireAgreement(std::string_view text) {
  constexpr size_t kDigits = 300;
  size_t run = 0;
  for (const char c : text) {
    run = c >= '0' && c <= '9' ? run + 1 : 0;
    if (c == 'e' || c == 'E' || run > kDigits) return;
  }
  const auto tree = sbom::ReadJsonTree(std::string(text));
  if (!tree.ok() && tree.error().code == Errc::kContent) return;
  if (!tree.ok() && text.find('\0') != std::string_view::npos) return;
  const bool is_wide = !tree.ok() && tree.error().message.find("UTF-16") != std::string::npos;
  if (!is_wide) fuzz::Require(tree.ok() == nlohmann::json::accept(text));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text = fuzz::TextOf(data, size);
  fuzz::RequireSoundTrees(text, sbom::ReadJsonTree);
  RequireAgreement(text);
  return 0;
}
