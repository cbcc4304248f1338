// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/problem_words.h"

namespace headwater::jobs {
namespace {

struct ProblemText {
  Errc code;
  Literal word;
};
constexpr Literal kInternalWord = "internal";
constexpr ProblemText kProblems[] = {
    {Errc::kInvalid, "invalid"},     {Errc::kNotFound, "not-found"},  {Errc::kDenied, "denied"},
    {Errc::kConflict, "conflict"},   {Errc::kTransient, "transient"}, {Errc::kContent, "content"},
    {Errc::kInternal, kInternalWord}};

}  // namespace

Literal WordOf(Errc code) {
  for (const ProblemText& problem : kProblems) {
    if (problem.code == code) return problem.word;
  }
  return kInternalWord;
}

std::optional<Errc> ProblemCalled(std::string_view word) {
  for (const ProblemText& problem : kProblems) {
    if (problem.word.view() == word) return problem.code;
  }
  return std::nullopt;
}

}  // namespace headwater::jobs
