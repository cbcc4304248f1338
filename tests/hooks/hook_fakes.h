// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "headwater/clock.h"
#include "headwater/secret.h"

/// \file
/// What the tests of the hooks share: recorded deliveries, a clock and a secret of their own.

namespace headwater::hooks {

inline const std::string kPayloads = HEADWATER_SOURCE_DIR "/tests/hooks/payloads/";

inline std::string Payload(const std::string& name) {
  std::ifstream in(kPayloads + name + ".json", std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// The body with the first `from` replaced; the same body when there is none, which the tests would
/// notice as an unexpected decision.
inline std::string With(std::string body, const std::string& from, const std::string& to) {
  const size_t at = body.find(from);
  return at == std::string::npos ? body : body.replace(at, from.size(), to);
}

class FakeClock final : public Clock {
 public:
  WallTime Wall() const override { return wall; }
  SteadyTime Steady() const override { return steady; }

  WallTime wall{std::chrono::seconds(1'800'000'000)};
  SteadyTime steady{std::chrono::hours(1)};
};

class FakeSecretFile final : public SecretFile {
 public:
  explicit FakeSecretFile(std::vector<std::string> content) : lines(std::move(content)) {}
  Result<std::vector<Secret>> Read() const override {
    if (lines.empty()) return Error{Errc::kInvalid, "the secret in /run/hook cannot be read: gone"};
    return std::vector<Secret>(lines.begin(), lines.end());
  }

  std::vector<std::string> lines;
};

}  // namespace headwater::hooks
