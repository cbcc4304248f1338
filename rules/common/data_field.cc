// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "headwater/data_field.h"

#include <charconv>
#include <utility>

namespace headwater {
namespace {

/// Digits of an object id: SHA-1's and SHA-256's.
constexpr size_t kSha1Digits = 2 * kObjectIdBytes;
constexpr size_t kSha256Digits = 64;

constexpr std::string_view kHexDigits = "0123456789abcdef";

const DataNode* UnlessNull(const DataNode* node) {
  return node == nullptr || node->kind == DataNode::Kind::kNull ? nullptr : node;
}

std::string Below(const std::string& path, std::string_view key) {
  std::string joined = path;
  if (!joined.empty()) joined += '.';
  return joined += key;
}

/// Digits only, above zero, and few enough to fit.
std::optional<int64_t> ParseId(std::string_view digits) {
  int64_t number = 0;
  const char* end = digits.data() + digits.size();
  const auto read = std::from_chars(digits.data(), end, number);
  if (read.ec != std::errc() || read.ptr != end || number <= 0) return std::nullopt;
  return number;
}

}  // namespace

DataField DataField::operator[](std::string_view key) const {
  const bool is_map = node_ != nullptr && node_->kind == DataNode::Kind::kMap;
  const DataNode* found = is_map ? node_->Find(key) : nullptr;
  DataField field(UnlessNull(found), Below(path_, key));
  field.named_ = found != nullptr;
  field.broken_ = broken_;
  if (node_ != nullptr && !is_map && !broken_) field.broken_ = Expected("an object");
  return field;
}

Error DataField::Expected(std::string_view type) const {
  std::string message = path_.empty() ? "the document" : path_;
  message += ": expected ";
  message += type;
  return {Errc::kInvalid, std::move(message)};
}

Status DataField::Check(DataNode::Kind kind, std::string_view type) const {
  if (broken_) return *broken_;
  if (node_ != nullptr && node_->kind != kind) return Expected(type);
  return Ok{};
}

Status DataField::Object() const { return Check(DataNode::Kind::kMap, "an object"); }

Result<std::optional<int64_t>> DataField::OptionalId() const {
  TRY(Check(DataNode::Kind::kInteger, "a number"));
  if (node_ == nullptr) return std::optional<int64_t>();
  const std::optional<int64_t> number = ParseId(node_->scalar);
  if (!number) return Expected("a number above zero");
  return number;
}

Result<int64_t> DataField::Id() const {
  const std::optional<int64_t> number = TRY(OptionalId());
  if (!number) return Error{Errc::kInvalid, path_ + ": missing, expected a number"};
  return *number;
}

Result<int64_t> DataField::Amount() const {
  TRY(Check(DataNode::Kind::kInteger, "a number"));
  if (node_ == nullptr || node_->scalar == "0") return int64_t{0};
  return Id();
}

Result<std::string> DataField::Text() const {
  TRY(Check(DataNode::Kind::kString, "a string"));
  return node_ == nullptr ? std::string() : node_->scalar;
}

Result<std::string> DataField::RequiredText() const {
  std::string text = TRY(Text());
  if (text.empty()) return Error{Errc::kInvalid, path_ + ": missing, expected a string"};
  return text;
}

Result<bool> DataField::Flag() const {
  TRY(Check(DataNode::Kind::kBool, "true or false"));
  return node_ != nullptr && node_->scalar == "true";
}

Result<std::optional<CommitId>> DataField::Commit() const {
  const std::string hex = TRY(Text());
  if (hex.find_first_not_of(kHexDigits) != std::string::npos ||
      (!hex.empty() && hex.size() != kSha1Digits && hex.size() != kSha256Digits)) {
    return Expected("an object id");
  }
  std::optional<CommitId> id = CommitId::FromHex(hex);
  if (id && id->IsZero()) id.reset();
  return id;
}

Result<size_t> DataField::Length() const {
  TRY(Check(DataNode::Kind::kList, "a list"));
  return node_ == nullptr ? 0 : node_->items.size();
}

DataField DataField::Item(size_t index) const {
  return {UnlessNull(&node_->items[index]), Below(path_, std::to_string(index))};
}

}  // namespace headwater
