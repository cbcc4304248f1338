// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/license/compatibility.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "headwater/spdx_licenses.h"
#include "rules/data/osadl_table.h"
#include "rules/license/compatibility_table.h"

namespace headwater::license {
namespace {

constexpr std::string_view kOnly = "-only";
constexpr std::string_view kOrLater = "-or-later";

// Whatever may go into a whole under this licence asks for nothing that the whole must grant.
constexpr std::string_view kMostPermissive = "0BSD";

using Kind = SpdxExpression::Kind;

std::span<const std::string_view> OsadlLicenses() {
  return {data::kOsadlLicenses, data::kOsadlCount};
}

std::optional<size_t> OsadlIndex(std::string_view license) {
  const auto all = OsadlLicenses();
  const auto at = std::lower_bound(all.begin(), all.end(), license);
  if (at == all.end() || *at != license) return std::nullopt;
  return static_cast<size_t>(at - all.begin());
}

Compatible FromLetter(char letter) {
  if (letter == 'Y') return Compatible::kYes;
  if (letter == 'N') return Compatible::kNo;
  return letter == 'D' ? Compatible::kDepends : Compatible::kUnknown;
}

/// What the sources say of two identifiers, each with or without an exception.
Compatibility AskSources(const std::string& part, const std::string& whole) {
  if (part == whole) return {Compatible::kYes, CompatibilitySource::kSame, part, whole};
  for (const KnownPair& pair : KnownPairs()) {
    if (pair.part != part || (pair.whole != whole && pair.whole != "*")) continue;
    return {pair.answer, pair.source, part, whole};
  }
  const auto row = OsadlIndex(whole);
  const auto column = OsadlIndex(part);
  if (!row || !column) return {Compatible::kNoData, CompatibilitySource::kNone, part, whole};
  return {FromLetter(data::kOsadlRows[*row][*column]), CompatibilitySource::kOsadl, part, whole};
}

/// `LGPL-2.1-or-later` is LGPL, 2.1, `-or-later`.
struct VersionedId {
  std::string_view stem;
  std::vector<uint32_t> version;
  std::string_view suffix;
};

VersionedId SplitVersion(std::string_view id) {
  VersionedId split{.stem = id, .version = {}, .suffix = {}};
  for (size_t at = id.find('-'); at != std::string_view::npos; at = id.find('-', at + 1)) {
    const char* next = id.data() + at + 1;
    const char* const end = id.data() + id.size();
    uint32_t number = 0;
    auto read = std::from_chars(next, end, number);
    if (read.ec != std::errc()) continue;
    split.stem = id.substr(0, at);
    split.version.push_back(number);
    while (read.ptr != end && *read.ptr == '.') {
      next = read.ptr + 1;
      read = std::from_chars(next, end, number);
      if (read.ec != std::errc()) break;
      split.version.push_back(number);
    }
    split.suffix = std::string_view(read.ptr, static_cast<size_t>(end - read.ptr));
    break;
  }
  return split;
}

bool AllowsLater(const SpdxExpression& license) {
  return license.or_later || license.license.ends_with(kOrLater);
}

/// The licence of exactly this version and of every later one that a source knows.
std::vector<std::string> Versions(const SpdxExpression& license) {
  const VersionedId wanted = SplitVersion(license.license);
  const std::string exception =
      license.exception.empty() ? std::string() : " WITH " + license.exception;
  std::vector<std::string> versions;
  for (const std::string_view id : OsadlLicenses()) {
    const VersionedId known = SplitVersion(id);
    if (known.stem != wanted.stem || known.version < wanted.version) continue;
    if (known.suffix.empty() || known.suffix == kOnly) {
      versions.push_back(std::string(id) + exception);
    }
  }
  return versions;
}

const Compatibility& Better(const Compatibility& a, const Compatibility& b) {
  return b.answer < a.answer ? b : a;
}

const Compatibility& WorseOf(const Compatibility& a, const Compatibility& b) {
  return b.answer > a.answer ? b : a;
}

/// Of a whole's alternatives: one that is lost by taking the part in makes it "depends".
Compatibility OfAlternatives(const Compatibility& best, const Compatibility& worst) {
  Compatibility answer = best;
  const bool differ = best.answer != worst.answer;
  if (differ && best.answer == Compatible::kYes) answer.answer = Compatible::kDepends;
  return answer;
}

std::string_view Base(std::string_view license) { return license.substr(0, license.find(' ')); }

std::string_view ExceptionOf(std::string_view license) {
  constexpr std::string_view kWith = " WITH ";
  const size_t at = license.find(kWith);
  return at == std::string_view::npos ? std::string_view() : license.substr(at + kWith.size());
}

/// A part's exception adds permissions to its base licence.
Compatible WithPartsException(Compatible base, std::string_view exception) {
  if (exception.empty() || base != Compatible::kNo) return base;
  return PermitsCombining(exception) ? Compatible::kDepends : Compatible::kUnknown;
}

/// What the whole permits beyond its licence it can permit of its own parts, and of those that ask
/// for nothing.
Compatible WithWholesException(Compatible base, std::string_view exception, std::string_view part) {
  if (exception.empty() || base != Compatible::kYes) return base;
  const Compatibility alone = AskSources(std::string(part), std::string(kMostPermissive));
  return alone.answer == Compatible::kYes ? Compatible::kYes : Compatible::kDepends;
}

Compatibility AskPair(const std::string& part, const std::string& whole) {
  Compatibility answer = AskSources(part, whole);
  if (answer.answer != Compatible::kNoData) return answer;
  const std::string_view parts = ExceptionOf(part);
  const std::string_view wholes = ExceptionOf(whole);
  if (parts.empty() && wholes.empty()) return answer;
  const std::string part_base(Base(part));
  answer = AskSources(part_base, std::string(Base(whole)));
  answer.answer = WithPartsException(answer.answer, parts);
  answer.answer = WithWholesException(answer.answer, wholes, part_base);
  answer.part = part;
  answer.whole = whole;
  return answer;
}

std::string Written(const SpdxExpression& license) { return license.ToString(); }

Compatibility AskOfPart(const SpdxExpression& part, const std::string& whole) {
  Compatibility best = AskPair(Written(part), whole);
  if (!AllowsLater(part)) return best;
  for (const std::string& version : Versions(part)) {
    if (best.answer == Compatible::kYes) break;
    best = Better(best, AskPair(version, whole));
  }
  return best;
}

Compatibility AskOfWhole(const SpdxExpression& part, const SpdxExpression& whole) {
  Compatibility written = AskOfPart(part, Written(whole));
  if (written.answer == Compatible::kYes || !AllowsLater(whole)) return written;
  std::optional<Compatibility> best;
  std::optional<Compatibility> worst;
  for (const std::string& version : Versions(whole)) {
    const Compatibility answer = AskOfPart(part, version);
    best = best ? Better(*best, answer) : answer;
    worst = worst ? WorseOf(*worst, answer) : answer;
  }
  if (!best) return written;
  // No source knows the licence with "or later" itself: it is the choice between its versions.
  if (written.answer == Compatible::kNoData) return OfAlternatives(*best, *worst);
  return Better(written, OfAlternatives(*best, written));
}

/// The operand of a whole under several licences at once (`A AND B`) that is the part's own. Such a
/// whole says itself that it has parts under each.
const SpdxExpression* Named(const SpdxExpression& part, const SpdxExpression& whole) {
  if (whole.kind != Kind::kAnd) return nullptr;
  const auto found = std::find_if(
      whole.operands.begin(), whole.operands.end(),
      [written = Written(part)](const SpdxExpression& one) { return Written(one) == written; });
  return found == whole.operands.end() ? nullptr : &*found;
}

Compatibility Ask(const SpdxExpression& part, const SpdxExpression& whole) {
  if (part.kind != Kind::kLicense) {
    std::optional<Compatibility> combined;
    for (const SpdxExpression& operand : part.operands) {
      const Compatibility answer = Ask(operand, whole);
      if (!combined) combined = answer;
      combined = part.kind == Kind::kOr ? Better(*combined, answer) : WorseOf(*combined, answer);
    }
    return *combined;
  }
  if (whole.kind == Kind::kLicense) return AskOfWhole(part, whole);
  if (const SpdxExpression* own = Named(part, whole)) return AskOfWhole(part, *own);
  Compatibility best = Ask(part, whole.operands.front());
  Compatibility worst = best;
  for (const SpdxExpression& operand : std::span(whole.operands).subspan(1)) {
    const Compatibility answer = Ask(part, operand);
    best = Better(best, answer);
    worst = WorseOf(worst, answer);
  }
  return whole.kind == Kind::kOr ? OfAlternatives(best, worst) : worst;
}

}  // namespace

Compatibility MayGoInto(const SpdxExpression& part, const SpdxExpression& whole) {
  return Ask(Canonical(part), Canonical(whole));
}

std::string NameOf(CompatibilitySource source) {
  switch (source) {
    case CompatibilitySource::kNone:
    case CompatibilitySource::kSame:
      return {};
    case CompatibilitySource::kEuplAppendix:
      return "EUPL-1.2, Appendix";
    case CompatibilitySource::kCurated:
      return "Headwater";
    case CompatibilitySource::kOsadl:
      return "OSADL " + std::string(data::kOsadlVersion);
  }
  return {};
}

}  // namespace headwater::license
