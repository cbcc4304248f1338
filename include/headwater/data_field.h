// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "headwater/data.h"
#include "headwater/ids.h"
#include "headwater/result.h"

/// \file
/// Reading what another system sent us, field by field.

namespace headwater {

/// A place in a document, there or not, that knows how to be named: `object_attributes.iid`. What
/// is null counts as not there. A value of the wrong type is Errc::kInvalid and names its place and
/// the type that was expected; so is everything inside something that is no object.
///
/// Borrows the document.
class DataField {
 public:
  /// The whole document.
  explicit DataField(const DataNode& root) : DataField(&root, std::string()) {}

  DataField operator[](std::string_view key) const;
  /// Whether there is a value, of whatever type.
  bool present() const { return node_ != nullptr; }
  /// Whether the document has the key, be it with null: the sender knows such a field.
  bool named() const { return named_; }
  const std::string& path() const { return path_; }

  /// Refuses what is there and no object.
  Status Object() const;
  /// A whole number above zero, as ids are. Not there: none.
  Result<std::optional<int64_t>> OptionalId() const;
  /// The same; not there: kInvalid.
  Result<int64_t> Id() const;
  /// A whole number from zero on. Not there: zero.
  Result<int64_t> Amount() const;
  /// Not there: empty.
  Result<std::string> Text() const;
  /// Not there or empty: kInvalid.
  Result<std::string> RequiredText() const;
  /// Not there: false.
  Result<bool> Flag() const;
  /// Not there, empty, zeros only, or of SHA-256's length: none. Anything else that is no object id
  /// is kInvalid.
  Result<std::optional<CommitId>> Commit() const;
  /// The number of items of a list. Not there: 0.
  Result<size_t> Length() const;
  /// An item below Length().
  DataField Item(size_t index) const;

 private:
  DataField(const DataNode* node, std::string path) : node_(node), path_(std::move(path)) {}

  Error Expected(std::string_view type) const;
  /// Refuses values of another kind; what is not there passes.
  Status Check(DataNode::Kind kind, std::string_view type) const;

  const DataNode* node_;  // Never a null value.
  std::string path_;
  bool named_ = true;
  std::optional<Error> broken_;  // Something on the way here was no object.
};

}  // namespace headwater
