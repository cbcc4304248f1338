// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <fcntl.h>
#include <gtest/gtest.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "service/http/client.h"
#include "service/http/socket.h"

extern char** environ;

// The server is OpenSSL's own command line, which Debian's ca-certificates brings along.

namespace headwater::http {
namespace {

namespace fs = std::filesystem;

/// Starts openssl with these arguments; `out` takes its standard output.
pid_t StartOpenssl(std::vector<std::string> arguments, int out) {
  arguments.insert(arguments.begin(), "openssl");
  std::vector<char*> argv;
  for (std::string& argument : arguments) argv.push_back(argument.data());
  argv.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, out, 1);
  posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
  pid_t process = -1;
  posix_spawnp(&process, "openssl", &actions, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  return process;
}

/// A certificate of its own making and a server that shows it. Answers every GET with a page.
class TlsServer {
 public:
  explicit TlsServer(const std::string& address) {
    folder_ = fs::path(testing::TempDir()) / ("headwater-tls-" + std::to_string(getpid()));
    fs::create_directories(folder_);
    const pid_t made =
        StartOpenssl({"req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
                      "-nodes", "-days", "2", "-subj", "/CN=test", "-addext",
                      "subjectAltName=IP:" + address, "-keyout", Key(), "-out", certificate()},
                     1);
    int status = 1;
    waitpid(made, &status, 0);
    EXPECT_EQ(0, status);
    Start();
  }
  ~TlsServer() {
    kill(server_, SIGKILL);
    waitpid(server_, nullptr, 0);
    fs::remove_all(folder_);
  }
  TlsServer(const TlsServer&) = delete;
  TlsServer& operator=(const TlsServer&) = delete;

  std::string certificate() const { return (folder_ / "certificate.pem").string(); }
  std::string Url() const { return "https://127.0.0.1:" + port_ + "/"; }

 private:
  std::string Key() const { return (folder_ / "key.pem").string(); }

  void Start() {
    int ends[2];
    ASSERT_EQ(0, pipe2(ends, O_CLOEXEC));
    const Descriptor read_end(ends[0]);
    const Descriptor write_end(ends[1]);
    server_ = StartOpenssl(
        {"s_server", "-accept", "127.0.0.1:0", "-www", "-cert", certificate(), "-key", Key()},
        write_end.number());
    // It says "ACCEPT 127.0.0.1:PORT" when it listens.
    const std::string wanted = "ACCEPT 127.0.0.1:";
    std::string said;
    char c = 0;
    while (port_.empty() && read(read_end.number(), &c, 1) == 1) {
      said += c;
      const size_t place = said.find(wanted);
      if (c == '\n' && place != std::string::npos) {
        port_ = said.substr(place + wanted.size());
        port_.pop_back();
      }
    }
  }

  fs::path folder_;
  std::string port_;
  pid_t server_ = -1;
};

Result<HttpReply> Call(const ClientOptions& options, const std::string& url) {
  HttpCall call;
  call.url = url;
  return MakeClient(options).value()->Call(call);
}

TEST(ClientTlsTest, ACertificateNobodyVouchesForIsDeniedAndAnOwnOneCanBeAdded) {
  const TlsServer server("127.0.0.1");
  const auto untrusted = Call({}, server.Url());
  ASSERT_FALSE(untrusted.ok());
  EXPECT_EQ(Errc::kDenied, untrusted.error().code) << untrusted.error().message;
  ClientOptions options;
  options.ca_file = server.certificate();
  const auto trusted = Call(options, server.Url());
  ASSERT_TRUE(trusted.ok()) << trusted.error().message;
  EXPECT_EQ(200, trusted.value().status);
}

TEST(ClientTlsTest, ATrustedCertificateForAnotherNameIsDenied) {
  const TlsServer server("127.0.0.2");
  ClientOptions options;
  options.ca_file = server.certificate();
  const auto reply = Call(options, server.Url());
  ASSERT_FALSE(reply.ok());
  EXPECT_EQ(Errc::kDenied, reply.error().code) << reply.error().message;
}

}  // namespace
}  // namespace headwater::http
