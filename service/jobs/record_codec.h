// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "headwater/ids.h"
#include "headwater/result.h"
#include "headwater/untrusted.h"
#include "service/jobs/record_fields.h"

/// \file
/// Objects as bytes, exactly: JSON would not keep a path that is no UTF-8. An object is a row of
/// members, a member its name (a length, the name) and its value (a length, the value); lengths are
/// four bytes, numbers eight, the least significant first. Members that a reader does not know are
/// passed over, those that are not there have their default: records outlive versions.

namespace headwater::jobs {

template <typename T>
concept Scalar = std::is_integral_v<T> || std::is_enum_v<T>;

class RecordWriter {
 public:
  template <typename T>
  void operator()(Literal name, const T& member) {
    const size_t begin = Begin(name);
    Put(member);
    End(begin);
  }
  template <typename T>
  void operator()(Literal name, const std::optional<T>& member) {
    if (member) (*this)(name, *member);
  }
  template <typename T>
  void operator()(Literal name, const std::shared_ptr<const T>& member) {
    if (member) (*this)(name, *member);
  }
  /// Lists of fork_fields.h have bounds, which whoever made them has kept.
  template <typename T>
  void operator()(Literal name, const std::vector<T>& list, size_t /*most*/) {
    (*this)(name, list);
  }

  std::string Finish() && { return std::move(bytes_); }

 private:
  static constexpr size_t kLengthBytes = 4;

  void PutNumber(uint64_t number, size_t bytes) {
    for (size_t i = 0; i < bytes; ++i) bytes_ += static_cast<char>(number >> (8 * i) & 0xFFU);
  }
  size_t Begin(Literal name) {
    PutNumber(name.view().size(), kLengthBytes);
    bytes_ += name.view();
    return BeginValue();
  }
  size_t BeginValue() {
    PutNumber(0, kLengthBytes);
    return bytes_.size();
  }
  /// Fills in the length of what was put since.
  void End(size_t begin) {
    const uint64_t length = bytes_.size() - begin;
    for (size_t i = 0; i < kLengthBytes; ++i) {
      bytes_[begin - kLengthBytes + i] = static_cast<char>(length >> (8 * i) & 0xFFU);
    }
  }

  template <Scalar T>
  void Put(T value) {
    PutNumber(static_cast<uint64_t>(static_cast<int64_t>(value)), sizeof(uint64_t));
  }
  void Put(double value) { PutNumber(std::bit_cast<uint64_t>(value), sizeof(uint64_t)); }
  void Put(const std::string& text) { bytes_ += text; }
  void Put(const Untrusted& text) { bytes_ += text.bytes(); }
  void Put(Literal word) { bytes_ += word.view(); }
  template <typename Tag>
  void Put(const ObjectId<Tag>& id) {
    bytes_.append(id.bytes.begin(), id.bytes.end());
  }
  template <typename Duration>
  void Put(const std::chrono::sys_time<Duration>& time) {
    Put(static_cast<int64_t>(time.time_since_epoch().count()));
  }
  template <typename List>
  void PutList(const List& list) {
    for (const auto& item : list) {
      const size_t begin = BeginValue();
      Put(item);
      End(begin);
    }
  }
  template <typename T>
  void Put(const std::vector<T>& list) {
    PutList(list);
  }
  template <typename T>
  void Put(const std::set<T>& list) {
    PutList(list);
  }
  template <typename Object>
  requires std::is_class_v<Object>
  void Put(const Object& object) { EachMember(object, *this); }

  std::string bytes_;
};

/// Reads one object. Nothing is trusted: every length is compared with what is there.
class RecordReader {
 public:
  explicit RecordReader(std::string_view object) {
    while (ok_ && !object.empty()) {
      const auto name = Cut(object);
      const auto value = Cut(object);
      ok_ = name && value;
      if (ok_) members_.emplace_back(*name, *value);
    }
  }

  template <typename T>
  void operator()(Literal name, T& member) {
    if (const auto value = Find(name)) ok_ = Take(*value, member);
  }
  template <typename T>
  void operator()(Literal name, std::optional<T>& member) {
    if (const auto value = Find(name)) ok_ = Take(*value, member.emplace());
  }
  template <typename T>
  void operator()(Literal name, std::shared_ptr<const T>& member) {
    const auto value = Find(name);
    if (!value) return;
    auto object = std::make_shared<T>();
    ok_ = Take(*value, *object);
    member = std::move(object);
  }
  template <typename T>
  void operator()(Literal name, std::vector<T>& list, size_t /*most*/) {
    (*this)(name, list);
  }

  bool ok() const { return ok_; }

 private:
  static constexpr size_t kLengthBytes = 4;

  static uint64_t NumberOf(std::string_view bytes) {
    uint64_t number = 0;
    for (size_t i = bytes.size(); i > 0; --i) {
      number = number << 8U | static_cast<unsigned char>(bytes[i - 1]);
    }
    return number;
  }
  /// What a length stands in front of, cut off.
  static std::optional<std::string_view> Cut(std::string_view& bytes) {
    if (bytes.size() < kLengthBytes) return std::nullopt;
    const uint64_t length = NumberOf(bytes.substr(0, kLengthBytes));
    bytes.remove_prefix(kLengthBytes);
    if (bytes.size() < length) return std::nullopt;
    const std::string_view value = bytes.substr(0, length);
    bytes.remove_prefix(length);
    return value;
  }
  /// Members are asked for in the order in which they were written, mostly.
  std::optional<std::string_view> Find(Literal name) {
    if (!ok_) return std::nullopt;
    for (size_t i = 0; i < members_.size(); ++i) {
      const auto& [key, value] = members_[(next_ + i) % members_.size()];
      if (key != name.view()) continue;
      next_ = (next_ + i + 1) % members_.size();
      return value;
    }
    return std::nullopt;
  }

  template <Scalar T>
  static bool Take(std::string_view bytes, T& value) {
    value = static_cast<T>(static_cast<int64_t>(NumberOf(bytes)));
    return bytes.size() == sizeof(uint64_t);
  }
  static bool Take(std::string_view bytes, double& value) {
    value = std::bit_cast<double>(NumberOf(bytes));
    return bytes.size() == sizeof(uint64_t);
  }
  static bool Take(std::string_view bytes, std::string& text) {
    text = bytes;
    return true;
  }
  static bool Take(std::string_view bytes, Untrusted& text) {
    text = Untrusted(std::string(bytes));
    return true;
  }
  static bool Take(std::string_view bytes, Literal& word) {
    const auto* const known = std::ranges::find(kRecordedWords, bytes, &Literal::view);
    if (known == kRecordedWords.end()) return false;
    word = *known;
    return true;
  }
  template <typename Tag>
  static bool Take(std::string_view bytes, ObjectId<Tag>& id) {
    if (bytes.size() != id.bytes.size()) return false;
    std::ranges::copy(bytes, id.bytes.begin());
    return true;
  }
  template <typename Duration>
  static bool Take(std::string_view bytes, std::chrono::sys_time<Duration>& time) {
    int64_t count = 0;
    const bool taken = Take(bytes, count);
    time = std::chrono::sys_time<Duration>(Duration(static_cast<typename Duration::rep>(count)));
    return taken;
  }
  template <typename T, typename Add>
  static bool TakeList(std::string_view bytes, Add add) {
    while (!bytes.empty()) {
      const auto value = Cut(bytes);
      T item{};
      if (!value || !Take(*value, item)) return false;
      add(std::move(item));
    }
    return true;
  }
  template <typename T>
  static bool Take(std::string_view bytes, std::vector<T>& list) {
    return TakeList<T>(bytes, [&list](T item) { list.push_back(std::move(item)); });
  }
  template <typename T>
  static bool Take(std::string_view bytes, std::set<T>& list) {
    return TakeList<T>(bytes, [&list](T item) { list.insert(std::move(item)); });
  }
  template <typename Object>
  requires std::is_class_v<Object>
  static bool Take(std::string_view bytes, Object& object) {
    RecordReader reader(bytes);
    EachMember(object, reader);
    return reader.ok();
  }

  std::vector<std::pair<std::string_view, std::string_view>> members_;
  size_t next_ = 0;
  bool ok_ = true;
};

template <typename Object>
std::string EncodeObject(const Object& object) {
  RecordWriter writer;
  EachMember(object, writer);
  return std::move(writer).Finish();
}

/// False: these bytes are no such object.
template <typename Object>
bool DecodeObject(std::string_view bytes, Object& object) {
  RecordReader reader(bytes);
  EachMember(object, reader);
  return reader.ok();
}

}  // namespace headwater::jobs
