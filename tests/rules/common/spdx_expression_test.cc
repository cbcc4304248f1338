// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "headwater/spdx_expression.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/rules/common/show_data.h"

namespace headwater {
namespace {

std::string Canonical(std::string_view text) {
  const auto parsed = ParseSpdxExpression(text);
  if (const auto* error = std::get_if<SpdxError>(&parsed)) return "error: " + error->message;
  return std::get<SpdxExpression>(parsed).ToString();
}

TEST(SpdxExpressionTest, ReadsAndPrintsExpressions) {
  const struct {
    std::string_view text;
    std::string_view canonical;
  } cases[] = {
      {"MIT", "MIT"},
      {"  MIT\t", "MIT"},
      {"(((MIT)))", "MIT"},
      {"GPL-2.0+", "GPL-2.0+"},
      {"GPL-2.0-or-later WITH Classpath-exception-2.0",
       "GPL-2.0-or-later WITH Classpath-exception-2.0"},
      {"GPL-2.0+ WITH x AND MIT", "GPL-2.0+ WITH x AND MIT"},
      {"MIT OR Apache-2.0 AND ISC", "MIT OR Apache-2.0 AND ISC"},
      {"(MIT OR Apache-2.0) AND ISC", "(MIT OR Apache-2.0) AND ISC"},
      {"MIT OR (Apache-2.0 AND ISC)", "MIT OR Apache-2.0 AND ISC"},
      {"MIT OR (ISC OR (0BSD OR Zlib))", "MIT OR ISC OR 0BSD OR Zlib"},
      {"(MIT AND(ISC))AND 0BSD", "MIT AND ISC AND 0BSD"},
      {"LicenseRef-My.Licence-1", "LicenseRef-My.Licence-1"},
      {"DocumentRef-spdx.doc:LicenseRef-x", "DocumentRef-spdx.doc:LicenseRef-x"},
      {"MIT\nAND\nISC", "MIT AND ISC"},
  };
  for (const auto& c : cases) EXPECT_EQ(Canonical(c.text), c.canonical) << c.text;
}

TEST(SpdxExpressionTest, BuildsTheTreeByPrecedence) {
  const auto parsed = ParseSpdxExpression("A+ WITH e AND B OR C");
  ASSERT_TRUE(std::holds_alternative<SpdxExpression>(parsed));
  const auto& root = std::get<SpdxExpression>(parsed);
  ASSERT_EQ(root.kind, SpdxExpression::Kind::kOr);
  ASSERT_EQ(root.operands.size(), 2U);
  const SpdxExpression& both = root.operands[0];
  ASSERT_EQ(both.kind, SpdxExpression::Kind::kAnd);
  EXPECT_EQ(both.operands[0].license, "A");
  EXPECT_TRUE(both.operands[0].or_later);
  EXPECT_EQ(both.operands[0].exception, "e");
  EXPECT_EQ(both.operands[1].license, "B");
  EXPECT_EQ(root.operands[1].license, "C");
}

TEST(SpdxExpressionTest, RefusesWithTheExactBytesAndAReason) {
  const struct {
    std::string_view text;
    size_t begin;
    size_t end;
    std::string_view message;
  } cases[] = {
      {"", 0, 0, "The expression is empty."},
      {"   ", 0, 3, "The expression is empty."},
      {"MIT and ISC", 4, 7, "Operators are written in upper case: AND, OR, WITH."},
      {"MIT Or ISC", 4, 6, "Operators are written in upper case: AND, OR, WITH."},
      {"(MIT or ISC)", 5, 7, "Operators are written in upper case: AND, OR, WITH."},
      {"GPL-2.0-only with x", 13, 17, "Operators are written in upper case: AND, OR, WITH."},
      {"MIT/Apache-2.0", 3, 4,
       "A slash is no operator; write OR between the licences, as in MIT OR Apache-2.0."},
      {"MIT, ISC", 3, 4,
       "A list needs operators; write AND when all licences hold, OR when one may be chosen."},
      {"MIT || ISC", 4, 5, "Operators are words; write AND or OR."},
      {"Apache 2.0", 7, 10,
       "An operator (AND, OR) is missing before this; identifiers contain no blanks."},
      {"MIT (ISC)", 4, 5,
       "An operator (AND, OR) is missing before this; identifiers contain no blanks."},
      {"GPL-2.0 +", 8, 9, "A + must stand directly behind the identifier, without a blank."},
      {"GPL-2.0++", 7, 8,
       "A single + may stand directly behind a licence's identifier, nowhere else."},
      {"G+PL", 1, 2, "A single + may stand directly behind a licence's identifier, nowhere else."},
      {"+", 0, 1, "A single + may stand directly behind a licence's identifier, nowhere else."},
      {"LicenseRef-x+", 12, 13, "No + may stand behind LicenseRef-name."},
      {"LicenseRef-", 0, 11, "A name is missing behind LicenseRef-."},
      {"DocumentRef-x", 0, 13,
       "A DocumentRef does not stand alone: DocumentRef-name:LicenseRef-name."},
      {"DocumentRef-:LicenseRef-x", 0, 25, "A name is missing behind DocumentRef-."},
      {"DocumentRef-x:MIT", 14, 17, "LicenseRef-name must stand behind the colon."},
      {"DocumentRef-x:LicenseRef-y:z", 26, 27, "A colon cannot stand in LicenseRef-name."},
      {"a:b", 1, 2, "A colon may only stand between DocumentRef-name and LicenseRef-name."},
      {"NONE", 0, 4, "NONE and NOASSERTION are values of their own, not licences."},
      {"MIT OR NOASSERTION", 7, 18, "NONE and NOASSERTION are values of their own, not licences."},
      {"AND MIT", 0, 3, "A licence is missing before this operator."},
      {"MIT AND OR ISC", 8, 10, "A licence is missing before this operator."},
      {"MIT AND", 7, 7, "A licence is missing at the end."},
      {"MIT AND and", 8, 11, "An operator stands where a licence is expected."},
      {"()", 1, 2, "A licence is missing before this parenthesis."},
      {"(MIT", 0, 1, "This parenthesis is never closed."},
      {"MIT)", 3, 4, "A parenthesis is closed that was never opened."},
      {"(MIT) WITH x", 6, 10, "WITH can only stand directly behind a single licence."},
      {"MIT WITH x WITH y", 11, 15, "WITH can only stand directly behind a single licence."},
      {"MIT WITH", 8, 8, "An exception's identifier is missing behind WITH."},
      {"MIT WITH (x)", 9, 10, "An exception's identifier is missing behind WITH."},
      {"MIT WITH x+", 10, 11, "Neither + nor : can stand in an exception's identifier."},
      {"MIT WITH LicenseRef-x", 9, 21,
       "Behind WITH only an exception of the SPDX list can stand (SPDX 2.3)."},
      {"MIT WITH AdditionRef-x", 9, 22,
       "Behind WITH only an exception of the SPDX list can stand (SPDX 2.3)."},
      {"MIT_X", 3, 4, "This character cannot stand in a licence expression."},
      {"MIT \xC3\xA4", 4, 6, "This character cannot stand in a licence expression."},
      {"MIT\xFF", 3, 4, "This character cannot stand in a licence expression."},
      {"MIT\xD0", 3, 4, "This character cannot stand in a licence expression."},
      {std::string_view("MIT\0", 4), 3, 4, "This character cannot stand in a licence expression."},
      {"LicenseRef-a_b", 12, 13, "This character cannot stand in a licence expression."},
      {"\xD0\x9CIT", 0, 2, "U+041C is a Cyrillic letter and not the plain M."},
      {"GPL-2.\xCE\x9F", 6, 8, "U+039F is a Greek letter and not the plain O."},
      {"MIT \xEF\xBC\xAF\xEF\xBC\xB2 ISC", 4, 7,
       "U+FF2F is a full-width character and not the plain O."},
      {"GPL\xE2\x80\x93"
       "2.0-only",
       3, 6, "U+2013 is a special sign and not the plain -."},
      {"MIT\xC2\xA0OR ISC", 3, 5, "U+00A0 is a special sign; a plain blank belongs here."},
      {"MIT\xE2\x80\x8B", 3, 6, "U+200B is a special sign that cannot be seen."},
      {"\xEF\xBB\xBFMIT", 0, 3, "U+FEFF is a special sign that cannot be seen."},
      {"\"MIT\"", 0, 1, "This character cannot stand in a licence expression."},
      {"MIT License", 4, 11,
       "An operator (AND, OR) is missing before this; identifiers contain no blanks."},
      {"MIT OR (ISC", 7, 8, "This parenthesis is never closed."},
      {"MIT OR (ISC AND Zlib OR)", 23, 24, "A licence is missing before this parenthesis."},
      {"WITH", 0, 4, "A licence is missing before this operator."},
      {"MIT WITH AND ISC", 9, 12, "An exception's identifier is missing behind WITH."},
      {"MIT WITH with", 9, 13, "An operator stands where a licence exception is expected."},
      {"MIT WITH a:b", 10, 11, "Neither + nor : can stand in an exception's identifier."},
      {"DocumentRef-x:LicenseRef-", 0, 25, "A name is missing behind LicenseRef-."},
      {"DocumentRef-x:LicenseRef-y+", 26, 27, "No + may stand behind LicenseRef-name."},
      {"DocumentRef-x+:LicenseRef-y", 13, 14, "No + may stand in the name of a document."},
      {"DocumentRef-x:AdditionRef-y", 14, 27, "LicenseRef-name must stand behind the colon."},
      {"AdditionRef-x", 0, 13, "An AdditionRef is no licence; it stands behind WITH."},
      {"MIT;ISC", 3, 4,
       "A list needs operators; write AND when all licences hold, OR when one may be chosen."},
      {"MIT & ISC", 4, 5, "Operators are words; write AND or OR."},
  };
  for (const auto& c : cases) {
    const auto parsed = ParseSpdxExpression(c.text);
    ASSERT_TRUE(std::holds_alternative<SpdxError>(parsed)) << c.text;
    const auto& error = std::get<SpdxError>(parsed);
    EXPECT_EQ(error.begin, c.begin) << c.text;
    EXPECT_EQ(error.end, c.end) << c.text;
    EXPECT_EQ(error.message, c.message) << c.text;
  }
}

TEST(SpdxExpressionTest, SaysOfWhatKindAnErrorIs) {
  using Kind = SpdxError::Kind;
  const struct {
    std::string text;
    Kind kind;
  } cases[] = {
      {"", Kind::kEmpty},
      {Repeat("a", kMaxSpdxBytes + 1), Kind::kTooLong},
      {Repeat("(", kMaxSpdxDepth + 1), Kind::kTooDeep},
      {"MIT_X", Kind::kCharacter},
      {"a:b", Kind::kCharacter},
      {"\xD0\x9CIT", Kind::kLookalike},
      {"MIT/ISC", Kind::kSeparator},
      {"MIT or ISC", Kind::kOperatorCase},
      {"MIT ISC", Kind::kOperatorMissing},
      {"MIT (ISC)", Kind::kOperatorMissing},
      {"MIT OR", Kind::kLicenseMissing},
      {"()", Kind::kLicenseMissing},
      {"(MIT", Kind::kParenthesis},
      {"MIT)", Kind::kParenthesis},
      {"GPL-2.0 +", Kind::kPlus},
      {"G+PL", Kind::kPlus},
      {"LicenseRef-x+", Kind::kPlus},
      {"(MIT) WITH x", Kind::kWith},
      {"MIT WITH", Kind::kException},
      {"MIT WITH LicenseRef-x", Kind::kException},
      {"LicenseRef-", Kind::kReference},
      {"DocumentRef-x", Kind::kReference},
      {"NOASSERTION", Kind::kNoLicense},
  };
  for (const auto& c : cases) {
    const auto parsed = ParseSpdxExpression(c.text);
    ASSERT_TRUE(std::holds_alternative<SpdxError>(parsed)) << c.text;
    EXPECT_EQ(std::get<SpdxError>(parsed).kind, c.kind) << c.text;
  }
}

TEST(SpdxExpressionTest, Spdx30TakesSmallOperatorsAndAdditions) {
  const struct {
    std::string_view text;
    std::string_view answer;
  } cases[] = {
      {"mit or isc and zlib", "mit OR isc AND zlib"},
      {"(MIT or ISC) and Zlib", "(MIT OR ISC) AND Zlib"},
      {"GPL-2.0-only with Classpath-exception-2.0", "GPL-2.0-only WITH Classpath-exception-2.0"},
      {"MIT OR ISC and Zlib", "MIT OR ISC AND Zlib"},
      {"  mit\tor   isc ", "mit OR isc"},
      {"(MIT)or(ISC)", "MIT OR ISC"},
      {"", "error: The expression is empty."},
      {" \t", "error: The expression is empty."},
      {"Apache 2.0 or MIT",
       "error: An operator (AND, OR) is missing before this; identifiers contain no blanks."},
      {"GPL-2.0 + or MIT",
       "error: A + must stand directly behind the identifier, without a blank."},
      {"MIT WITH AdditionRef- x", "error: A name is missing behind AdditionRef-."},
      {"MIT WITH AdditionRef-x y",
       "error: An operator (AND, OR) is missing before this; identifiers contain no blanks."},
      {"DocumentRef-d: LicenseRef-x", "error: LicenseRef-name must stand behind the colon."},
      {"MIT WITH AdditionRef-x.y", "MIT WITH AdditionRef-x.y"},
      {"MIT WITH DocumentRef-d:AdditionRef-x", "MIT WITH DocumentRef-d:AdditionRef-x"},
      {"MIT Or ISC", "error: Operators are written in upper case: AND, OR, WITH."},
      {"MIT With x", "error: Operators are written in upper case: AND, OR, WITH."},
      {"MIT WITH AdditionRef-", "error: A name is missing behind AdditionRef-."},
      {"MIT WITH AdditionRef-x+", "error: No + may stand behind AdditionRef-name."},
      {"MIT WITH AdditionRef-x:y", "error: A colon cannot stand in AdditionRef-name."},
      {"MIT WITH LicenseRef-x",
       "error: A LicenseRef cannot stand behind WITH; an AdditionRef can."},
      {"MIT WITH DocumentRef-d:LicenseRef-x",
       "error: AdditionRef-name must stand behind the colon."},
      {"AdditionRef-x", "error: An AdditionRef is no licence; it stands behind WITH."},
      {"or", "error: A licence is missing before this operator."},
      {"MIT or", "error: A licence is missing at the end."},
      {"NONE", "error: NONE and NOASSERTION are values of their own, not licences."},
  };
  for (const auto& c : cases) {
    const auto parsed = ParseSpdxExpression(c.text, SpdxDialect::kSpdx30);
    const auto* error = std::get_if<SpdxError>(&parsed);
    EXPECT_EQ(
        error != nullptr ? "error: " + error->message : std::get<SpdxExpression>(parsed).ToString(),
        c.answer)
        << c.text;
  }
}

TEST(SpdxExpressionTest, BoundsDepthAndLength) {
  const std::string deepest = Repeat("(", kMaxSpdxDepth) + "MIT" + Repeat(")", kMaxSpdxDepth);
  EXPECT_EQ(Canonical(deepest), "MIT");
  EXPECT_EQ(Canonical("(" + deepest + ")"),
            "error: Parentheses are nested more than 32 levels deep.");
  EXPECT_EQ(Canonical(Repeat("(", 4000)),
            "error: Parentheses are nested more than 32 levels deep.");
  EXPECT_EQ(Canonical(Repeat("a", kMaxSpdxBytes)), Repeat("a", kMaxSpdxBytes));
  EXPECT_EQ(Canonical(Repeat("a", kMaxSpdxBytes + 1)),
            "error: The expression is longer than 4096 bytes.");
  EXPECT_EQ(Canonical(Repeat("(a)OR", 800) + "(a)").substr(0, 7), "a OR a ");
}

TEST(SpdxExpressionTest, PrintsWhatItReadsAgainToTheSameText) {
  for (const std::string_view text :
       {"A AND (B OR C) AND D", "A OR B AND (C OR D) OR E", "(A OR B) AND (C OR D WITH e)"}) {
    EXPECT_EQ(Canonical(text), text);
    EXPECT_EQ(Canonical(Canonical(text)), text);
  }
}

}  // namespace
}  // namespace headwater
