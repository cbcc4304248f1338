// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/store/fork_postings.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace headwater::store {
namespace {

/// Rows that one call of SweepSome looks at: some 50 ms in which nobody else writes.
constexpr int64_t kSweptAtOnce = 10'000;

Result<std::string> ReadSlot(Connection& connection, int64_t slot) {
  Query query = TRY(connection.Ask("SELECT keys FROM slot WHERE number = ?1", {slot}));
  const bool found = TRY(query.Next());
  return found ? query.Bytes(0) : std::string();
}

Status WriteSlot(Connection& connection, int64_t slot, std::string_view row) {
  if (row.empty()) {
    TRY(connection.Run("DELETE FROM slot WHERE number = ?1", {slot}));
    return Ok{};
  }
  TRY(connection.Run("INSERT INTO slot VALUES (?1, ?2) ON CONFLICT DO UPDATE SET keys = ?2",
                     {slot, row}));
  return Ok{};
}

/// True: one of them was there.
bool EraseDead(std::vector<uint32_t>& projects, const DeadProjects& dead) {
  if (dead.empty()) return false;
  return std::erase_if(projects, [&dead](uint32_t number) {
           return std::binary_search(dead.begin(), dead.end(), number);
         }) > 0;
}

/// The places of the first slot of `places`.
std::span<const KeyPlace> FirstSlot(std::span<const KeyPlace> places) {
  size_t count = 0;
  while (count < places.size() && places[count].slot == places[0].slot) ++count;
  return places.first(count);
}

/// Postings with one more project; none when it is there or there are too many.
Result<std::optional<std::string>> Joined(std::string_view encoded, uint32_t number,
                                          const DeadProjects& dead) {
  Postings postings = TRY(DecodePostings(encoded));
  std::optional<std::string> joined;
  if (!postings) return joined;
  const auto place = std::lower_bound(postings->begin(), postings->end(), number);
  if (place != postings->end() && *place == number) return joined;
  postings->insert(place, number);
  EraseDead(*postings, dead);
  joined = EncodePostings(postings);
  return joined;
}

/// Adds a project to places of one slot, in their order, each once.
class SlotMerge {
 public:
  SlotMerge(std::string_view row, uint32_t number, const DeadProjects& dead)
      : reader_(row), number_(number), dead_(dead) {}

  Status Add(uint64_t rest) {
    TRY(CopyBelow(rest));
    if (!more_ || reader_.rest() != rest) {
      Append(rest, EncodePostings(std::vector{number_}));
      return Ok{};
    }
    const std::optional<std::string> joined = TRY(Joined(reader_.postings(), number_, dead_));
    if (joined) {
      Append(rest, *joined);
    } else {
      Copy();
    }
    more_ = TRY(reader_.Next());
    return Ok{};
  }

  /// Copies what is left.
  Result<std::string> Finish() {
    TRY(CopyBelow(uint64_t{1} << kRestBits));
    return writer_.row();
  }

  uint64_t added() const { return added_; }

 private:
  Status CopyBelow(uint64_t rest) {
    if (!std::exchange(begun_, true)) more_ = TRY(reader_.Next());
    while (more_ && reader_.rest() < rest) {
      Copy();
      more_ = TRY(reader_.Next());
    }
    return Ok{};
  }
  void Copy() { writer_.Append(reader_.rest(), reader_.postings()); }
  void Append(uint64_t rest, std::string_view postings) {
    writer_.Append(rest, postings);
    ++added_;
  }

  SlotReader reader_;
  SlotWriter writer_;
  const uint32_t number_;
  const DeadProjects& dead_;
  bool begun_ = false;
  bool more_ = false;
  uint64_t added_ = 0;
};

Result<uint64_t> AddToSlot(Connection& connection, std::span<const KeyPlace> places,
                           uint32_t number, const DeadProjects& dead) {
  const std::string row = TRY(ReadSlot(connection, places[0].slot));
  SlotMerge merge(row, number, dead);
  for (size_t i = 0; i < places.size(); ++i) {
    if (i == 0 || places[i].rest != places[i - 1].rest) TRY(merge.Add(places[i].rest));
  }
  const std::string joined = TRY(merge.Finish());
  if (merge.added() > 0) TRY(WriteSlot(connection, places[0].slot, joined));
  return merge.added();
}

Result<std::optional<KeyHits>> HitsOf(std::string_view encoded, const DeadProjects& dead) {
  Postings postings = TRY(DecodePostings(encoded));
  KeyHits hits;
  if (postings) {
    EraseDead(*postings, dead);
    if (postings->empty()) return std::optional<KeyHits>();
    hits.count = static_cast<uint32_t>(std::min(postings->size(), kMaxPostings));
    hits.common = postings->size() > kMaxPostings;
    if (!hits.common) hits.projects = std::move(*postings);
  } else {
    hits.count = kMaxPostings;
    hits.common = true;
  }
  return std::optional(std::move(hits));
}

Status FindInSlot(Connection& connection, std::span<const KeyPlace> places,
                  const DeadProjects& dead, std::vector<KeyHits>& found) {
  const std::string row = TRY(ReadSlot(connection, places[0].slot));
  SlotReader reader(row);
  bool more = TRY(reader.Next());
  for (const KeyPlace& place : places) {
    while (more && reader.rest() < place.rest) more = TRY(reader.Next());
    if (!more || reader.rest() != place.rest) continue;
    std::optional<KeyHits> hits = TRY(HitsOf(reader.postings(), dead));
    if (!hits) continue;
    hits->key = place.index;
    found.push_back(std::move(*hits));
  }
  return Ok{};
}

/// A row without dead projects; none when none stands in it.
Result<std::optional<std::string>> Swept(std::string_view row, const DeadProjects& dead) {
  SlotReader reader(row);
  SlotWriter writer;
  bool changed = false;
  while (true) {
    const bool more = TRY(reader.Next());
    if (!more) break;
    Postings postings = TRY(DecodePostings(reader.postings()));
    if (!postings || !EraseDead(*postings, dead)) {
      writer.Append(reader.rest(), reader.postings());
      continue;
    }
    changed = true;
    if (!postings->empty()) writer.Append(reader.rest(), EncodePostings(postings));
  }
  return changed ? std::optional(writer.row()) : std::nullopt;
}

struct Sweep {
  int64_t next = 0;  ///< The slot to go on with.
  bool done = false;
  std::vector<std::pair<int64_t, std::string>> changed;
};

Result<Sweep> LookThrough(Connection& connection, int64_t begin, const DeadProjects& dead) {
  Sweep sweep;
  Query query = TRY(
      connection.Ask("SELECT number, keys FROM slot WHERE number >= ?1 ORDER BY number LIMIT ?2",
                     {begin, kSweptAtOnce}));
  int64_t seen = 0;
  for (;; ++seen) {
    const bool more = TRY(query.Next());
    if (!more) break;
    const int64_t slot = query.Number(0);
    sweep.next = slot + 1;
    std::optional<std::string> row = TRY(Swept(query.Bytes(1), dead));
    if (row) sweep.changed.emplace_back(slot, std::move(*row));
  }
  sweep.done = seen < kSweptAtOnce;
  return sweep;
}

Status Save(Connection& connection, const Sweep& sweep) {
  for (const auto& [slot, row] : sweep.changed) TRY(WriteSlot(connection, slot, row));
  TRY(connection.Run("UPDATE state SET next_swept = ?1", {sweep.done ? 0 : sweep.next}));
  if (sweep.done) TRY(connection.Run("DELETE FROM dead WHERE swept = 1"));
  return Ok{};
}

}  // namespace

Result<DeadProjects> LoadDead(Connection& connection) {
  Query query = TRY(connection.Ask("SELECT project FROM dead ORDER BY project"));
  DeadProjects dead;
  while (true) {
    const bool more = TRY(query.Next());
    if (!more) return dead;
    dead.push_back(static_cast<uint32_t>(query.Number(0)));
  }
}

Status AddDead(Connection& connection, uint32_t number) {
  TRY(connection.Run("INSERT INTO dead VALUES (?1, 0)", {int64_t{number}}));
  return Ok{};
}

Result<uint64_t> AddPostings(Connection& connection, std::span<const KeyPlace> places,
                             uint32_t number, const DeadProjects& dead) {
  uint64_t added = 0;
  while (!places.empty()) {
    const std::span<const KeyPlace> first = FirstSlot(places);
    added += TRY(AddToSlot(connection, first, number, dead));
    places = places.subspan(first.size());
  }
  return added;
}

Result<std::vector<KeyHits>> FindPostings(Connection& connection, std::span<const KeyPlace> places,
                                          const DeadProjects& dead) {
  std::vector<KeyHits> found;
  while (!places.empty()) {
    const std::span<const KeyPlace> first = FirstSlot(places);
    TRY(FindInSlot(connection, first, dead, found));
    places = places.subspan(first.size());
  }
  std::sort(found.begin(), found.end(),
            [](const KeyHits& left, const KeyHits& right) { return left.key < right.key; });
  return found;
}

Result<bool> SweepSome(Connection& connection) {
  const DeadProjects dead = TRY(LoadDead(connection));
  if (dead.empty()) return true;
  const int64_t begin = TRY(NumberOf(connection, "SELECT next_swept FROM state"));
  // Who dies while a sweep is under way stands in rows that it has passed: for the next one.
  if (begin == 0) TRY(connection.Run("UPDATE dead SET swept = 1"));
  const Sweep sweep = TRY(LookThrough(connection, begin, dead));
  TRY(Save(connection, sweep));
  return TRY(NumberOf(connection, "SELECT count(*) FROM dead")) == 0;
}

}  // namespace headwater::store
