// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/common/spdx_tokens.h"

#include <algorithm>
#include <string>

#include "rules/common/spdx_lookalikes.h"

namespace headwater {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";
constexpr std::string_view kWordCharacters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-.+:";

bool IsContinuationByte(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

SpdxToken::Kind KindOf(std::string_view word, SpdxDialect dialect) {
  if (word == "AND") return SpdxToken::Kind::kAnd;
  if (word == "OR") return SpdxToken::Kind::kOr;
  if (word == "WITH") return SpdxToken::Kind::kWith;
  if (dialect == SpdxDialect::kSpdx23) return SpdxToken::Kind::kWord;
  if (word == "and") return SpdxToken::Kind::kAnd;
  if (word == "or") return SpdxToken::Kind::kOr;
  if (word == "with") return SpdxToken::Kind::kWith;
  return SpdxToken::Kind::kWord;
}

std::string_view ScriptName(Lookalike::Kind kind) {
  switch (kind) {
    case Lookalike::Kind::kCyrillic:
      return "a Cyrillic letter";
    case Lookalike::Kind::kGreek:
      return "a Greek letter";
    case Lookalike::Kind::kFullWidth:
      return "a full-width character";
    case Lookalike::Kind::kSign:
      break;
  }
  return "a special sign";
}

std::string DescribeLookalike(const Lookalike& found) {
  std::string sentence = CodePointName(found.code_point) + " is ";
  sentence += ScriptName(found.kind);
  if (found.plain.empty()) return sentence + " that cannot be seen.";
  if (found.plain == " ") return sentence + "; a plain blank belongs here.";
  return sentence + " and not the plain " + std::string(found.plain) + ".";
}

SpdxError UnknownCharacter(std::string_view text, size_t at) {
  using Kind = SpdxError::Kind;
  if (const auto found = LookalikeAt(text, at)) {
    return {at, at + found->bytes, DescribeLookalike(*found), Kind::kLookalike};
  }
  size_t end = at + 1;
  while (end < text.size() && IsContinuationByte(text[end])) ++end;
  switch (text[at]) {
    case '/':
      return {at, end,
              "A slash is no operator; write OR between the licences, as in MIT OR Apache-2.0.",
              Kind::kSeparator};
    case ',':
    case ';':
      return {
          at, end,
          "A list needs operators; write AND when all licences hold, OR when one may be chosen.",
          Kind::kSeparator};
    case '&':
    case '|':
      return {at, end, "Operators are words; write AND or OR.", Kind::kSeparator};
    default:
      return {at, end, "This character cannot stand in a licence expression.", Kind::kCharacter};
  }
}

}  // namespace

std::variant<std::vector<SpdxToken>, SpdxError> SplitSpdxExpression(std::string_view text,
                                                                    SpdxDialect dialect) {
  std::vector<SpdxToken> tokens;
  size_t at = text.find_first_not_of(kBlanks);
  while (at < text.size()) {
    SpdxToken token;
    size_t end = std::min(text.find_first_not_of(kWordCharacters, at), text.size());
    if (end > at) {
      token.kind = KindOf(text.substr(at, end - at), dialect);
    } else if (text[at] == '(' || text[at] == ')') {
      token.kind = text[at] == '(' ? SpdxToken::Kind::kOpen : SpdxToken::Kind::kClose;
      end = at + 1;
    } else {
      return UnknownCharacter(text, at);
    }
    token.text = text.substr(at, end - at);
    token.begin = at;
    token.end = end;
    tokens.push_back(token);
    at = text.find_first_not_of(kBlanks, end);
  }
  tokens.push_back({SpdxToken::Kind::kEnd, {}, text.size(), text.size()});
  return tokens;
}

bool IsMisspeltSpdxOperator(std::string_view word) {
  std::string upper(word);
  for (char& c : upper) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return KindOf(upper, SpdxDialect::kSpdx23) != SpdxToken::Kind::kWord && upper != word;
}

}  // namespace headwater
