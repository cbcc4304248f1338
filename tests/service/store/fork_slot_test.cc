// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/store/fork_slot.h"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>

#include "service/store/varint.h"

namespace headwater::store {
namespace {

using Random = std::mt19937_64;

std::vector<uint32_t> RandomProjects(Random& random) {
  std::set<uint32_t> numbers;
  const size_t count = 1 + random() % (random() % 8 == 0 ? kKeptPostings : 10);
  const uint32_t most = random() % 2 == 0 ? 100'000 : std::numeric_limits<uint32_t>::max();
  while (numbers.size() < count) numbers.insert(static_cast<uint32_t>(1 + random() % most));
  return {numbers.begin(), numbers.end()};
}

TEST(ForkSlotTest, GivesBackEveryKeyWithItsProjects) {
  Random random(1);
  for (int round = 0; round < 200; ++round) {
    std::map<uint64_t, Postings> keys;
    const size_t count = random() % 40;
    while (keys.size() < count) {
      const uint64_t rest = random() >> kSlotBits >> (random() % kRestBits);
      keys[rest] = random() % 10 == 0 ? Postings() : RandomProjects(random);
    }
    SlotWriter writer;
    for (const auto& [rest, postings] : keys) writer.Append(rest, EncodePostings(postings));
    const std::string row = writer.row();
    SlotReader reader(row);
    for (const auto& [rest, postings] : keys) {
      const auto more = reader.Next();
      ASSERT_TRUE(more.ok() && more.value());
      EXPECT_EQ(reader.rest(), rest);
      const auto decoded = DecodePostings(reader.postings());
      ASSERT_TRUE(decoded.ok());
      EXPECT_EQ(decoded.value(), postings);
    }
    const auto end = reader.Next();
    EXPECT_TRUE(end.ok() && !end.value());
  }
}

TEST(ForkSlotTest, TheNumberOfOneProjectOfManyTakesTwoToFourBytes) {
  for (const uint32_t number : {1U, 100'000U, 1'000'000U}) {
    const size_t bytes = EncodePostings(std::vector{number}).size();
    EXPECT_GE(bytes, 2U);
    EXPECT_LE(bytes, 4U);
  }
}

TEST(ForkSlotTest, MoreProjectsThanAreKeptAreToldAsTooMany) {
  std::vector<uint32_t> numbers(kKeptPostings);
  for (uint32_t i = 0; i < numbers.size(); ++i) numbers[i] = i + 1;
  EXPECT_EQ(DecodePostings(EncodePostings(numbers)).value(), Postings(numbers));
  numbers.push_back(1'000'000);
  EXPECT_EQ(DecodePostings(EncodePostings(numbers)).value(), Postings());
  EXPECT_EQ(EncodePostings(numbers).size(), 1U);
}

/// Reads all of it; whether it was accepted.
bool IsAccepted(std::string_view row) {
  SlotReader reader(row);
  uint64_t last = 0;
  for (bool first = true;; first = false) {
    const auto more = reader.Next();
    EXPECT_TRUE(more.ok() || more.error().code == Errc::kContent);
    if (!more.ok() || !more.value()) return more.ok();
    EXPECT_TRUE(first || reader.rest() > last);
    EXPECT_EQ(reader.rest() >> kRestBits, 0U);
    last = reader.rest();
    const auto postings = DecodePostings(reader.postings());
    if (!postings.ok()) return false;
    if (!postings.value()) continue;
    EXPECT_FALSE(postings.value()->empty());
    EXPECT_TRUE(std::is_sorted(postings.value()->begin(), postings.value()->end()));
  }
}

TEST(ForkSlotTest, AnswersRandomBytesWithErrorsOrWithSoundKeys) {
  Random random(2);
  int refused = 0;
  for (int round = 0; round < 20'000; ++round) {
    std::string row(random() % 60, '\0');
    for (char& c : row) c = static_cast<char>(random() % 4 == 0 ? random() : random() % 4);
    refused += IsAccepted(row) ? 0 : 1;
  }
  EXPECT_GT(refused, 5'000);
  EXPECT_LT(refused, 20'000);
}

TEST(ForkSlotTest, RefusesWhatIsCutInTheMiddle) {
  SlotWriter writer;
  writer.Append(5, EncodePostings(std::vector<uint32_t>{1, 900}));
  writer.Append(uint64_t{1} << 40U, EncodePostings(std::vector<uint32_t>{7}));
  const std::string row = writer.row();
  int accepted = 0;
  for (size_t size = 0; size <= row.size(); ++size) accepted += IsAccepted(row.substr(0, size));
  EXPECT_EQ(accepted, 3) << "nothing, the first key, both";
}

TEST(ForkSlotTest, RefusesNumbersOutOfRangeOrOrder) {
  const auto encoded = [](std::initializer_list<uint64_t> numbers) {
    std::string bytes;
    for (const uint64_t number : numbers) AppendVarint(bytes, number);
    return bytes;
  };
  EXPECT_TRUE(DecodePostings(encoded({2, 1, 0xfffffffe})).ok());
  EXPECT_FALSE(DecodePostings(encoded({2, 1, 0xffffffff})).ok()) << "beyond 32 bits";
  EXPECT_FALSE(DecodePostings(encoded({2, 1, 0})).ok()) << "twice the same";
  EXPECT_FALSE(DecodePostings(encoded({1, 0})).ok()) << "nobody has the number 0";
  EXPECT_FALSE(DecodePostings(encoded({1, 1, 1})).ok()) << "more than announced";
  EXPECT_FALSE(DecodePostings(encoded({0, 1})).ok()) << "too many, and yet one";
  EXPECT_FALSE(DecodePostings(encoded({kKeptPostings + 1})).ok());
  EXPECT_TRUE(IsAccepted(encoded({(uint64_t{1} << kRestBits) - 1, 1, 1})));
  EXPECT_FALSE(IsAccepted(encoded({uint64_t{1} << kRestBits, 1, 1})));
  EXPECT_FALSE(IsAccepted(encoded({1, 1, 1, 0, 1, 1}))) << "the same key twice";
}

TEST(VarintTest, RefusesMoreThanSixtyFourBits) {
  std::string most;
  AppendVarint(most, std::numeric_limits<uint64_t>::max());
  std::string_view view = most;
  EXPECT_EQ(TakeVarint(view), std::numeric_limits<uint64_t>::max());
  EXPECT_TRUE(view.empty());
  std::string more = most;
  more.back() = 2;
  view = more;
  EXPECT_EQ(TakeVarint(view), std::nullopt);
  view = std::string_view(most).substr(0, 9);
  EXPECT_EQ(TakeVarint(view), std::nullopt);
}

TEST(PlacesTest, KeepKeysApartWithinAndBetweenLayers) {
  Random random(3);
  std::vector<ContentKey> keys(10'000);
  for (size_t i = 0; i < keys.size(); ++i) keys[i] = i % 2 == 0 ? i : random();
  const uint64_t multiplier = random() | 1U;
  std::set<std::pair<int64_t, uint64_t>> seen;
  for (const KeyLayer layer : {KeyLayer::kCommit, KeyLayer::kLine}) {
    for (const KeyPlace& place : PlacesOf(layer, keys, multiplier)) {
      EXPECT_EQ(place.slot >> kSlotBits, static_cast<int64_t>(layer));
      seen.insert({place.slot, place.rest});
    }
  }
  EXPECT_EQ(seen.size(), 2 * keys.size());
}

TEST(PlacesTest, DifferForEveryDatabase) {
  // Keys that somebody has chosen to stand together in one database.
  const std::vector<ContentKey> aimed = {0x1230000000000001, 0x1230000000000002,
                                         0x1230000000000003};
  const auto slots = [&aimed](uint64_t multiplier) {
    std::set<int64_t> found;
    for (const KeyPlace& place : PlacesOf(KeyLayer::kBlob, aimed, multiplier)) {
      found.insert(place.slot);
    }
    return found.size();
  };
  EXPECT_EQ(slots(1), 1U);
  EXPECT_EQ(slots(0x9e3779b97f4a7c15), 3U);
}

}  // namespace
}  // namespace headwater::store
