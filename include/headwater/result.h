// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <variant>

/// \file
/// How every fallible function of Headwater answers: a value, or an Error that says what the
/// caller can do about it. No exception crosses a file.

namespace headwater {

/// What the caller can do about an error. Add a value only when some caller behaves differently
/// because of it.
enum class Errc {
  kInvalid,    ///< The input is wrong; the same call will always fail.
  kNotFound,   ///< The thing asked for does not exist.
  kDenied,     ///< Credentials are missing, wrong or too weak.
  kConflict,   ///< Someone else changed it first.
  kTransient,  ///< Worth retrying later, and nothing has happened: 429, no connection, a locked
               ///< database.
  kAmbiguous,  ///< Nobody answered in time or the answer was cut: it may have happened. Read back
               ///< before doing it again.
  kInternal,   ///< A bug or a broken installation.
  kContent,    ///< The repository's content cannot be judged: beyond a bound, corrupt, or of a kind
               ///< we do not read. The verdict is "unknown", and it holds a gate.
};

struct Error {
  Errc code = Errc::kInternal;
  /// One English sentence, outermost context first. May quote foreign bytes, so print it only
  /// through an encoder of sink.h.
  std::string message;
};

/// A value of type T, or the Error that prevented it.
template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value)  // NOLINT(google-explicit-constructor)
      : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error)  // NOLINT(google-explicit-constructor)
      : state_(std::in_place_index<1>, std::move(error)) {}

  bool ok() const { return state_.index() == 0; }
  const Error& error() const& { return std::get<1>(state_); }
  Error&& error() && { return std::get<1>(std::move(state_)); }
  const T& value() const& { return std::get<0>(state_); }
  T& value() & { return std::get<0>(state_); }
  T&& value() && { return std::get<0>(std::move(state_)); }

  /// Prefixes the error message with `what`, outermost context first.
  Result&& Context(std::string_view what) && {
    if (!ok()) std::get<1>(state_).message.insert(0, std::string(what) + ": ");
    return std::move(*this);
  }

 private:
  std::variant<T, Error> state_;
};

struct Ok {};
using Status = Result<Ok>;

}  // namespace headwater

/// Yields the value of an expression of type Result, or returns its Error from the current
/// function. The only macro of this code base; do not nest it (-Wshadow refuses that), and do not
/// use it inside a braced initialiser: g++ 12 leaks the members before it when it returns.
#define TRY(...)                                                \
  __extension__({                                               \
    auto try_result = (__VA_ARGS__);                            \
    if (!try_result.ok()) return std::move(try_result).error(); \
    std::move(try_result).value();                              \
  })
