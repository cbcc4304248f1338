// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <csignal>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <mutex>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "headwater/secret.h"
#include "service/git/git_options.h"
#include "tests/fakes/repository_builder.h"

/// \file
/// A git server of one's own for a test (git_server.py), and what is needed to fetch from it.

namespace headwater::tests {

class GitServer {
 public:
  explicit GitServer(std::filesystem::path root) : root_(std::move(root)) {
    const std::string script =
        std::string(HEADWATER_SOURCE_DIR) + "/tests/service/git/git_server.py";
    const std::string command = "exec python3 -B " + script + " " + root_.string();
    pipe_ = popen(command.c_str(), "re");
    // It prints this line when it listens.
    if (pipe_ == nullptr || fscanf(pipe_, "%d %d", &port_, &pid_) != 2) {
      throw std::runtime_error("the git server does not start");
    }
  }
  GitServer(const GitServer&) = delete;
  GitServer& operator=(const GitServer&) = delete;
  ~GitServer() {
    kill(pid_, SIGKILL);
    pclose(pipe_);
  }

  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }

  /// How requests are answered from now on (MODES in git_server.py).
  void Mode(const std::string& mode) const { WriteFile(root_ / "mode", mode); }

  /// "METHOD PATH AUTHORIZATION" of each request so far.
  std::vector<std::string> Requests() const {
    std::vector<std::string> lines;
    std::ifstream log(root_ / "log");
    for (std::string line; std::getline(log, line);) lines.push_back(line);
    return lines;
  }

 private:
  std::filesystem::path root_;
  FILE* pipe_ = nullptr;
  int port_ = 0;
  pid_t pid_ = 0;
};

/// Secrets that a test sets.
class FakeSecretFile final : public SecretFile {
 public:
  explicit FakeSecretFile(std::string secret) : secret_(std::move(secret)) {}

  Result<std::vector<Secret>> Read() const override {
    const std::lock_guard lock(mutex_);
    if (secret_.empty()) return Error{Errc::kInvalid, "the file is empty"};
    return std::vector<Secret>{Secret(secret_)};
  }
  void Set(std::string secret) {
    const std::lock_guard lock(mutex_);
    secret_ = std::move(secret);
  }

 private:
  mutable std::mutex mutex_;
  std::string secret_;
};

inline git::GitOptions OptionsFor(const std::string& forge, const std::filesystem::path& root,
                                  const SecretFile* token = nullptr) {
  git::GitOptions options{.forge_url = SafeUrl::Parse(forge).value()};
  options.read_token = token;
  options.mirror_root = root.string();
  return options;
}

}  // namespace headwater::tests
