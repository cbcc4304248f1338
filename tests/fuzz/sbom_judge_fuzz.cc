// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <span>

#include "headwater/sbom.h"
#include "tests/fuzz/invariants.h"

namespace {

using namespace headwater;  // NOLINT(google-build-using-namespace)

// Every problem can be said: it has a sentence, and a place that the input has.
void RequireSayable(std::span<const SbomProblem> problems) {
  for (const SbomProblem& problem : problems) {
    fuzz::Require(!problem.message.key.empty());
    fuzz::Require(!problem.text.en.view().empty() && !problem.text.de.view().empty());
    fuzz::Require(problem.line > 0 || problem.column == 0);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const SbomQuestion question{.as_of = std::chrono::sys_days(std::chrono::year(2026) / 11 / 21),
                              .profile = "all"};
  const auto answers = JudgeSbom(std::string(fuzz::TextOf(data, size)), question);
  fuzz::Require(!answers.empty());
  for (const SbomAnswer& answer : answers) {
    const bool is_valid = answer.state == SbomAnswer::State::kValid;
    fuzz::Require(answer.errors.empty() == is_valid);
    fuzz::Require(is_valid || answer.more_errors == 0 || !answer.errors.empty());
    RequireSayable(answer.errors);
    RequireSayable(answer.warnings);
    for (const SbomProfileAnswer& profile : answer.profiles) {
      for (const SbomRequirement& gap : profile.missing) fuzz::Require(!gap.text.en.view().empty());
    }
  }
  return 0;
}
