// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/license/statements.h"

#include <cstdint>
#include <utility>
#include <variant>

#include "rules/common/text.h"
#include "rules/license/copyright_notice.h"
#include "rules/license/line_text.h"

namespace headwater::license {
namespace {

// A notice is a line; more than this is no notice but data.
constexpr size_t kMaxNoticeBytes = 4096;

// Every byte of Latin-1 is the code point of the same number.
std::string FromLatin1(std::string_view text) {
  std::string utf8;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (IsAscii(c)) {
      utf8 += c;
    } else {
      utf8 += static_cast<char>(0xC0U | byte >> 6U);
      utf8 += static_cast<char>(0x80U | (byte & 0x3FU));
    }
  }
  return utf8;
}

std::string ToUtf8(std::string_view text) {
  const bool valid = CheckText(text, SIZE_MAX, Controls::kAllow).ok();
  return valid ? std::string(text) : FromLatin1(text);
}

}  // namespace

LicenseStatement MakeLicense(std::string_view text, InfoPlace place) {
  LicenseStatement statement;
  auto parsed = ParseSpdxExpression(text);
  if (auto* expression = std::get_if<SpdxExpression>(&parsed)) {
    statement.text = std::string(text);
    statement.expression = std::move(*expression);
  } else {
    statement.text = std::string(text.substr(0, kMaxQuotedBytes));
    statement.error = std::get<SpdxError>(std::move(parsed));
  }
  statement.place = std::move(place);
  return statement;
}

CopyrightNotice MakeNotice(std::string_view text, InfoPlace place) {
  CopyrightNotice notice;
  notice.text = ToUtf8(text.substr(0, kMaxNoticeBytes));
  notice.holder = HolderOf(notice.text);
  notice.place = std::move(place);
  return notice;
}

}  // namespace headwater::license
