// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "headwater/regex.h"

#include <re2/re2.h>

#include <algorithm>
#include <string>
#include <utility>

namespace headwater {
namespace {

// For program and states of one expression: 64 of them share the memory of an evaluator.
constexpr int64_t kMaxMemoryBytes = int64_t{2} << 20U;

RE2::Options RegexOptions() {
  RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(kMaxMemoryBytes);
  return options;
}

re2::StringPiece PieceOf(std::string_view text) { return {text.data(), text.size()}; }

bool IsBackreference(std::string_view escape) {
  return escape.size() >= 2 && escape[0] == '\\' && escape[1] >= '1' && escape[1] <= '9';
}

/// RE2's own words, and why where another library would have taken it.
std::string WhyNot(const RE2& regex) {
  std::string why = regex.error();
  if (regex.error_code() == RE2::ErrorBadPerlOp) {
    why += "; RE2 knows no look-ahead and no look-behind";
  } else if (regex.error_code() == RE2::ErrorBadEscape && IsBackreference(regex.error_arg())) {
    why += "; RE2 knows no backreferences";
  }
  return why;
}

Error Refused(const std::string& why) {
  return {Errc::kInvalid, "not a regular expression of RE2: " + why};
}

}  // namespace

struct Regex::Program {
  explicit Program(std::string_view expression) : regex(PieceOf(expression), RegexOptions()) {}

  RE2 regex;
};

Regex::Regex(std::unique_ptr<const Program> program) : program_(std::move(program)) {}
Regex::Regex(Regex&&) noexcept = default;
Regex& Regex::operator=(Regex&&) noexcept = default;
Regex::~Regex() = default;

Result<Regex> Regex::Compile(std::string_view expression) {
  if (expression.empty()) return Refused("it is empty");
  if (expression.size() > kMaxRegexBytes) {
    return Refused("it has " + std::to_string(expression.size()) + " bytes, more than " +
                   std::to_string(kMaxRegexBytes));
  }
  auto program = std::make_unique<const Program>(expression);
  if (!program->regex.ok()) return Refused(WhyNot(program->regex));
  Regex regex(std::move(program));
  if (regex.program_size() > kMaxRegexProgram) {
    return Error{Errc::kInvalid,
                 "the expression is too large: " + std::to_string(regex.program_size()) +
                     " instructions, more than " + std::to_string(kMaxRegexProgram) +
                     "; shorter repetitions and fewer alternatives make it smaller"};
  }
  return regex;
}

std::optional<std::string_view> Regex::Find(std::string_view text) const {
  re2::StringPiece match;
  const re2::StringPiece piece = PieceOf(text);
  if (!program_->regex.Match(piece, 0, piece.size(), RE2::UNANCHORED, &match, 1)) {
    return std::nullopt;
  }
  return std::string_view(match.data(), match.size());
}

size_t Regex::program_size() const {
  // Where a match begins is found by the program that runs backwards.
  const int size = std::max(program_->regex.ProgramSize(), program_->regex.ReverseProgramSize());
  return static_cast<size_t>(std::max(size, 1));
}

}  // namespace headwater
