// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "headwater/spdx_expression.h"

#include "tests/fuzz/invariants.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace headwater;  // NOLINT(google-build-using-namespace)
  const std::string_view text = fuzz::TextOf(data, size);
  const auto parsed = ParseSpdxExpression(text);
  if (const auto* error = std::get_if<SpdxError>(&parsed)) {
    fuzz::Require(error->begin <= error->end && error->end <= text.size());
    fuzz::Require(!error->message.empty());
    return 0;
  }
  // Blanks between words may be missing in the text, so its canonical form can be longer than what
  // is read.
  const std::string canonical = std::get<SpdxExpression>(parsed).ToString();
  if (canonical.size() > kMaxSpdxBytes) return 0;
  const auto again = ParseSpdxExpression(canonical);
  const auto* expression = std::get_if<SpdxExpression>(&again);
  fuzz::Require(expression != nullptr && expression->ToString() == canonical);
  return 0;
}
