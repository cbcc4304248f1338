// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <cctype>
#include <string>
#include <string_view>
#include <vector>

#include "rules/common/publiccode_values.h"

namespace headwater::publiccode {
namespace {

// ISO 3166-1 alpha-2, as in the time zone database (iso3166.tab, 2024).
constexpr std::string_view kCountryCodes =
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO "
    "BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ "
    "DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP "
    "GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG "
    "KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML "
    "MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE "
    "PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL "
    "SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM "
    "US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW";

// ISO 639-1, and `sh`, which the registry of BCP 47 keeps.
constexpr std::string_view kLanguageCodes =
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu "
    "cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi "
    "ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks "
    "ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl "
    "nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk "
    "sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz "
    "ve vi vo wa wo xh yi yo za zh zu";

constexpr size_t kCodeBytes = 2;
// RFC 5646, section 2.1.
constexpr size_t kLongestSubtag = 8;
constexpr size_t kShortestVariant = 5;
constexpr size_t kScript = 4;
constexpr size_t kExtendedLanguage = 3;
constexpr size_t kMaxExtendedLanguages = 3;

/// Whether a word of two letters is one of those in a row with blanks between them.
bool IsIn(std::string_view codes, std::string_view word) {
  if (word.size() != kCodeBytes) return false;
  for (size_t i = 0; i + kCodeBytes <= codes.size(); i += kCodeBytes + 1) {
    if (codes.substr(i, kCodeBytes) == word) return true;
  }
  return false;
}

bool AreLetters(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](unsigned char c) { return c < 0x80 && std::isalpha(c) != 0; });
}

bool AreDigits(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](unsigned char c) { return c < 0x80 && std::isdigit(c) != 0; });
}

bool AreAlphanumeric(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](unsigned char c) { return c < 0x80 && std::isalnum(c) != 0; });
}

/// The parts between hyphens; none when one of them is no subtag.
std::vector<std::string_view> SubtagsOf(std::string_view tag) {
  std::vector<std::string_view> subtags;
  while (true) {
    const size_t hyphen = tag.find('-');
    const std::string_view subtag = tag.substr(0, hyphen);
    if (subtag.empty() || subtag.size() > kLongestSubtag || !AreAlphanumeric(subtag)) return {};
    subtags.push_back(subtag);
    if (hyphen == std::string_view::npos) return subtags;
    tag.remove_prefix(hyphen + 1);
  }
}

bool IsRegion(std::string_view subtag) {
  constexpr size_t kAreaDigits = 3;
  return (subtag.size() == kCodeBytes && AreLetters(subtag)) ||
         (subtag.size() == kAreaDigits && AreDigits(subtag));
}

bool IsVariant(std::string_view subtag) {
  return subtag.size() >= kShortestVariant ||
         (subtag.size() == kScript && AreDigits(subtag.substr(0, 1)));
}

/// Reads the subtags of a tag behind its language, each kind in its place.
class SubtagCursor {
 public:
  explicit SubtagCursor(const std::vector<std::string_view>& subtags) : subtags_(subtags) {}

  bool ReadAll() {
    for (size_t i = 0; i < kMaxExtendedLanguages && At([](std::string_view subtag) {
                         return subtag.size() == kExtendedLanguage && AreLetters(subtag);
                       });
         ++i) {
      ++next_;
    }
    if (At([](std::string_view subtag) {
          return subtag.size() == kScript && AreLetters(subtag);
        })) {
      ++next_;
    }
    if (At(IsRegion)) ++next_;
    while (At(IsVariant)) ++next_;
    return ReadExtensions();
  }

 private:
  template <typename F>
  bool At(F&& is_kind) const {
    return next_ < subtags_.size() && is_kind(subtags_[next_]);
  }

  /// Single characters, each with what they introduce; what is behind `x` is anybody's.
  bool ReadExtensions() {
    while (next_ < subtags_.size()) {
      if (subtags_[next_].size() != 1) return false;
      const bool is_private = subtags_[next_] == "x" || subtags_[next_] == "X";
      if (++next_ == subtags_.size() || (!is_private && subtags_[next_].size() == 1)) return false;
      if (is_private) return true;
      while (next_ < subtags_.size() && subtags_[next_].size() > 1) ++next_;
    }
    return true;
  }

  const std::vector<std::string_view>& subtags_;
  size_t next_ = 1;  // Behind the language.
};

}  // namespace

bool IsCountryCode(std::string_view code) { return IsIn(kCountryCodes, code); }

bool IsLanguageTag(std::string_view tag) {
  const std::vector<std::string_view> subtags = SubtagsOf(tag);
  if (subtags.empty() || !AreLetters(subtags.front())) return false;
  std::string language(subtags.front());
  std::transform(language.begin(), language.end(), language.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  const bool is_known = IsIn(kLanguageCodes, language) || language.size() == kExtendedLanguage;
  return is_known && SubtagCursor(subtags).ReadAll();
}

}  // namespace headwater::publiccode
