// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/sbom/soundness.h"

#include <algorithm>
#include <charconv>

#include "headwater/date.h"
#include "rules/sbom/schema/text_check.h"

namespace headwater::sbom {
namespace {

using schema::Shortened;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using std::chrono::sys_days;

// SPDX 1.0, the first of these formats, was published in August 2011. What says it is older was
// made with a clock that was never set, as in reproducible builds.
constexpr sys_days kFirstFormat =
    sys_days(std::chrono::year(2011) / std::chrono::August / std::chrono::day(1));

Problem Make(Problem::Weight weight, NodeIndex node, std::string_view key,
             const Soundness::Arguments& arguments) {
  Problem problem{weight, {std::string(key), {}}, node};
  for (const auto& [name, value] : arguments) {
    problem.message.args.emplace_back(std::string(name), Untrusted(value));
  }
  return problem;
}

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

/// Takes a text apart from the left.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : rest_(text) {}

  std::string_view Take(size_t count) {
    const std::string_view taken = rest_.substr(0, count);
    rest_.remove_prefix(taken.size());
    return taken;
  }
  bool Skip(std::string_view any_of) {
    if (rest_.empty() || any_of.find(rest_.front()) == std::string_view::npos) return false;
    rest_.remove_prefix(1);
    return true;
  }
  /// A number of two digits, not above `most`.
  std::optional<int> TwoDigits(int most) {
    const std::string_view text = Take(2);
    int number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool is_number = text.size() == 2 && IsDigit(text[0]) && IsDigit(text[1]);
    if (!is_number || read.ec != std::errc() || number > most) return std::nullopt;
    return number;
  }
  /// Whether there was at least one.
  bool SkipDigits() {
    const size_t end = std::min(rest_.find_first_not_of("0123456789"), rest_.size());
    rest_.remove_prefix(end);
    return end > 0;
  }
  bool at_end() const { return rest_.empty(); }

 private:
  std::string_view rest_;
};

/// `hh:mm:ss` with a fraction, which is dropped.
std::optional<seconds> ReadTime(Cursor& cursor) {
  constexpr int kLastHour = 24;  // XML Schema: the end of the day.
  constexpr int kLastMinute = 59;
  constexpr int kLeapSecond = 60;
  const auto hour = cursor.TwoDigits(kLastHour);
  if (!hour || !cursor.Skip(":")) return std::nullopt;
  const auto minute = cursor.TwoDigits(kLastMinute);
  if (!minute || !cursor.Skip(":")) return std::nullopt;
  const auto second = cursor.TwoDigits(kLeapSecond);
  if (!second || (cursor.Skip(".") && !cursor.SkipDigits())) return std::nullopt;
  return hours(*hour) + minutes(*minute) + seconds(*second);
}

/// `Z`, `+02:00` or nothing: what has to be added for UTC.
std::optional<seconds> ReadZone(Cursor& cursor) {
  constexpr int kLastHour = 14;  // The zone that is first to see a day.
  constexpr int kLastMinute = 59;
  if (cursor.at_end() || cursor.Skip("Zz")) return seconds(0);
  const bool is_ahead = cursor.Skip("+");
  if (!is_ahead && !cursor.Skip("-")) return std::nullopt;
  const auto hour = cursor.TwoDigits(kLastHour);
  if (!hour || !cursor.Skip(":")) return std::nullopt;
  const auto minute = cursor.TwoDigits(kLastMinute);
  if (!minute) return std::nullopt;
  const seconds offset = hours(*hour) + minutes(*minute);
  return is_ahead ? -offset : offset;
}

}  // namespace

void Soundness::Fail(NodeIndex node, std::string_view key, const Arguments& arguments) {
  errors.Add(Make(Problem::Weight::kError, node, key, arguments));
}

void Soundness::Warn(NodeIndex node, std::string_view key, const Arguments& arguments) {
  warnings.Add(Make(Problem::Weight::kWarning, node, key, arguments));
}

std::optional<std::chrono::sys_seconds> ParseTimestamp(std::string_view text) {
  constexpr size_t kDateSize = std::string_view("2026-01-31").size();
  Cursor cursor(text);
  const auto day = ParseDate(cursor.Take(kDateSize));
  if (!day || !cursor.Skip("Tt")) return std::nullopt;
  const auto time = ReadTime(cursor);
  if (!time) return std::nullopt;
  const auto zone = ReadZone(cursor);
  if (!zone || !cursor.at_end()) return std::nullopt;
  return *day + *time + *zone;
}

std::string ShownName(const BomComponent& component) {
  std::string name(component.group.text);
  if (!name.empty()) name += '/';
  name += component.name.text;
  if (component.version.has()) name += "@" + std::string(component.version.text);
  return Shortened(name);
}

void CheckDocumentFacts(const Bom& bom, std::chrono::sys_days as_of, Soundness& found) {
  const SbomDocument& document = *bom.document;
  // RFC 8259 section 8.1.
  const bool is_json = document.serialisation == Serialisation::kJson ||
                       document.serialisation == Serialisation::kJsonLd;
  if (is_json && document.tree->has_byte_order_mark()) {
    found.Warn(document.root, "byte-order-mark", {});
  }
  if (!bom.timestamp.has()) return;
  const auto time = ParseTimestamp(bom.timestamp.text);
  const std::string value = Shortened(bom.timestamp.text);
  // Clocks and zones differ: the day after the day of judging may have begun somewhere.
  constexpr days kTolerance{2};
  if (!time) {
    found.Fail(bom.timestamp.node, "timestamp-unreadable", {{"value", value}});
  } else if (*time >= as_of + kTolerance) {
    found.Fail(bom.timestamp.node, "timestamp-future", {{"value", value}});
  } else if (*time < kFirstFormat) {
    found.Warn(bom.timestamp.node, "timestamp-old", {{"value", value}});
  }
}

void CheckHashes(const Bom& bom, Soundness& found) {
  for (const BomHash& hash : bom.hashes.all()) {
    if (hash.is_sound || !hash.value.has() || hash.algorithm == HashAlgorithm::kOther) continue;
    const size_t digits = HashDigits(hash.algorithm);
    const std::string_view value = hash.value.text;
    if (digits != 0 && value.size() != digits) {
      found.Fail(hash.value.node, "hash-length",
                 {{"algorithm", Shortened(hash.algorithm_text.text)},
                  {"digits", std::to_string(digits)},
                  {"found", std::to_string(value.size())}});
    } else {
      found.Fail(hash.value.node, "hash-digits",
                 {{"value", Shortened(value)}, {"algorithm", Shortened(hash.algorithm_text.text)}});
    }
  }
}

void CheckSoundness(const Bom& bom, std::chrono::sys_days as_of, Soundness& found) {
  CheckDocumentFacts(bom, as_of, found);
  CheckHashes(bom, found);
  CheckLicenses(bom, found);
  CheckPurls(bom, found);
  CheckStructure(bom, found);
}

}  // namespace headwater::sbom
