// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "headwater/spdx_expression.h"

#include "headwater/spdx_licenses.h"
#include "tests/fuzz/invariants.h"

namespace headwater::fuzz {
namespace {

/// What is printed is read again, and means the same.
void CheckExpression(const SpdxExpression& expression, SpdxDialect dialect) {
  // Blanks between words may be missing in the text, so its canonical form can be longer than what
  // is read.
  const std::string printed = expression.ToString();
  if (printed.size() > kMaxSpdxBytes) return;
  const auto again = ParseSpdxExpression(printed, dialect);
  const auto* same = std::get_if<SpdxExpression>(&again);
  Require(same != nullptr && same->ToString() == printed);
  const SpdxExpression canonical = Canonical(expression);
  Require(Canonical(canonical).ToString() == canonical.ToString());
  Require(!NamedLicenses(expression).empty());
}

void CheckDialect(std::string_view text, SpdxDialect dialect) {
  const auto parsed = ParseSpdxExpression(text, dialect);
  if (const auto* error = std::get_if<SpdxError>(&parsed)) {
    Require(error->begin <= error->end && error->end <= text.size());
    Require(!error->message.empty());
    return;
  }
  CheckExpression(std::get<SpdxExpression>(parsed), dialect);
}

}  // namespace
}  // namespace headwater::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace headwater;  // NOLINT(google-build-using-namespace)
  const std::string_view text = fuzz::TextOf(data, size);
  fuzz::CheckDialect(text, SpdxDialect::kSpdx23);
  fuzz::CheckDialect(text, SpdxDialect::kSpdx30);
  for (const SpdxIdProblem& problem : CheckSpdxIds(text)) {
    fuzz::Require(problem.begin < problem.end && problem.end <= text.size());
    fuzz::Require(text.substr(problem.begin, problem.end - problem.begin) == problem.id);
  }
  if (const auto suggestion = SuggestSpdxExpression(text)) {
    fuzz::Require(CheckSpdxIds(*suggestion).empty());
    fuzz::Require(SuggestSpdxExpression(*suggestion) == suggestion);
  }
  return 0;
}
