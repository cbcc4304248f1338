// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "headwater/spdx_expression.h"

#include <optional>
#include <utility>

#include "rules/common/spdx_license.h"
#include "rules/common/spdx_tokens.h"

namespace headwater {
namespace {

using Parsed = std::variant<SpdxExpression, SpdxError>;

using ErrorKind = SpdxError::Kind;

SpdxError AtToken(const SpdxToken& token, ErrorKind kind, std::string message) {
  return {token.begin, token.end, std::move(message), kind};
}

/// Recursive descent; recursion happens only in parentheses and is bounded by kMaxSpdxDepth.
class SpdxParser {
 public:
  SpdxParser(const std::vector<SpdxToken>& tokens, SpdxDialect dialect)
      : tokens_(tokens), dialect_(dialect) {}

  Parsed Run() {
    Parsed expression = Chain(SpdxExpression::Kind::kOr);
    if (std::holds_alternative<SpdxError>(expression)) return expression;
    if (Is(SpdxToken::Kind::kEnd)) return expression;
    return UnexpectedHere();
  }

 private:
  const SpdxToken& Next() const { return tokens_[at_]; }
  bool Is(SpdxToken::Kind kind) const { return Next().kind == kind; }
  bool Accept(SpdxToken::Kind kind) {
    if (!Is(kind)) return false;
    ++at_;
    return true;
  }

  SpdxError UnexpectedHere() const;
  Parsed Chain(SpdxExpression::Kind kind);
  Parsed Operand();
  Parsed Parentheses();
  Parsed License();

  const std::vector<SpdxToken>& tokens_;
  SpdxDialect dialect_;
  size_t at_ = 0;
  size_t depth_ = 0;
};

SpdxError SpdxParser::UnexpectedHere() const {
  const SpdxToken& next = Next();
  if (Is(SpdxToken::Kind::kClose)) {
    return AtToken(next, ErrorKind::kParenthesis, "A parenthesis is closed that was never opened.");
  }
  if (Is(SpdxToken::Kind::kWith)) {
    return AtToken(next, ErrorKind::kWith, "WITH can only stand directly behind a single licence.");
  }
  if (IsMisspeltSpdxOperator(next.text)) {
    return AtToken(next, ErrorKind::kOperatorCase,
                   "Operators are written in upper case: AND, OR, WITH.");
  }
  if (next.text == "+") {
    return AtToken(next, ErrorKind::kPlus,
                   "A + must stand directly behind the identifier, without a blank.");
  }
  return AtToken(next, ErrorKind::kOperatorMissing,
                 "An operator (AND, OR) is missing before this; identifiers contain no blanks.");
}

/// Operands joined by AND, or chains of AND joined by OR. Chains of the same operator inside
/// parentheses are merged: both operators are associative.
Parsed SpdxParser::Chain(SpdxExpression::Kind kind) {
  const bool is_or = kind == SpdxExpression::Kind::kOr;
  SpdxExpression chain;
  chain.kind = kind;
  do {
    Parsed part = is_or ? Chain(SpdxExpression::Kind::kAnd) : Operand();
    auto* operand = std::get_if<SpdxExpression>(&part);
    if (operand == nullptr) return part;
    if (operand->kind == kind) {
      for (SpdxExpression& inner : operand->operands) chain.operands.push_back(std::move(inner));
    } else {
      chain.operands.push_back(std::move(*operand));
    }
  } while (Accept(is_or ? SpdxToken::Kind::kOr : SpdxToken::Kind::kAnd));
  if (chain.operands.size() > 1) return chain;
  SpdxExpression only = std::move(chain.operands.front());
  return only;
}

Parsed SpdxParser::Operand() {
  switch (Next().kind) {
    case SpdxToken::Kind::kOpen:
      return Parentheses();
    case SpdxToken::Kind::kWord:
      return License();
    case SpdxToken::Kind::kAnd:
    case SpdxToken::Kind::kOr:
    case SpdxToken::Kind::kWith:
      return AtToken(Next(), ErrorKind::kLicenseMissing,
                     "A licence is missing before this operator.");
    case SpdxToken::Kind::kClose:
      return AtToken(Next(), ErrorKind::kLicenseMissing,
                     "A licence is missing before this parenthesis.");
    case SpdxToken::Kind::kEnd:
      break;
  }
  return AtToken(Next(), ErrorKind::kLicenseMissing, "A licence is missing at the end.");
}

Parsed SpdxParser::Parentheses() {
  const SpdxToken& open = Next();
  if (++depth_ > kMaxSpdxDepth) {
    return AtToken(
        open, ErrorKind::kTooDeep,
        "Parentheses are nested more than " + std::to_string(kMaxSpdxDepth) + " levels deep.");
  }
  ++at_;
  Parsed inner = Chain(SpdxExpression::Kind::kOr);
  if (std::holds_alternative<SpdxError>(inner)) return inner;
  if (!Accept(SpdxToken::Kind::kClose)) {
    if (!Is(SpdxToken::Kind::kEnd)) return UnexpectedHere();
    return AtToken(open, ErrorKind::kParenthesis, "This parenthesis is never closed.");
  }
  --depth_;
  return inner;
}

Parsed SpdxParser::License() {
  Parsed parsed = ReadSpdxLicense(Next());
  ++at_;
  auto* license = std::get_if<SpdxExpression>(&parsed);
  if (license == nullptr || !Accept(SpdxToken::Kind::kWith)) return parsed;
  if (!Is(SpdxToken::Kind::kWord)) {
    return AtToken(Next(), ErrorKind::kException,
                   "An exception's identifier is missing behind WITH.");
  }
  if (auto error = CheckSpdxException(Next(), dialect_)) return *std::move(error);
  license->exception = Next().text;
  ++at_;
  return parsed;
}

}  // namespace

Parsed ParseSpdxExpression(std::string_view text, SpdxDialect dialect) {
  if (text.size() > kMaxSpdxBytes) {
    return SpdxError{0, text.size(),
                     "The expression is longer than " + std::to_string(kMaxSpdxBytes) + " bytes.",
                     ErrorKind::kTooLong};
  }
  auto split = SplitSpdxExpression(text, dialect);
  if (auto* error = std::get_if<SpdxError>(&split)) return std::move(*error);
  const auto& tokens = std::get<std::vector<SpdxToken>>(split);
  if (tokens.size() == 1)
    return SpdxError{0, text.size(), "The expression is empty.", ErrorKind::kEmpty};
  return SpdxParser(tokens, dialect).Run();
}

std::string SpdxExpression::ToString() const {
  if (kind == Kind::kLicense) {
    std::string text = license;
    if (or_later) text += '+';
    if (!exception.empty()) text += " WITH " + exception;
    return text;
  }
  std::string text;
  for (const SpdxExpression& operand : operands) {
    if (!text.empty()) text += kind == Kind::kAnd ? " AND " : " OR ";
    const bool wrap = kind == Kind::kAnd && operand.kind == Kind::kOr;
    text += wrap ? "(" + operand.ToString() + ")" : operand.ToString();
  }
  return text;
}

}  // namespace headwater
