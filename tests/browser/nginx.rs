//! A real nginx on this machine, with the very headers that the README tells to set: the page on one origin, pages around it on others.

use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// One origin: files in a folder, and what the server says besides.
pub struct Origin {
    /// The name that it is asked by. The browser takes `localhost` and `127.0.0.1` for two sites.
    pub host: &'static str,
    /// Paths with their texts.
    pub files: Vec<(String, String)>,
    /// The folder under the root, such as `data/uptake/`, that the release page lies in; `None` without it.
    pub page: Option<&'static str>,
    /// Directives for all of it. `{0}`, `{1}` … stand for the origins.
    pub directives: String,
}

impl Origin {
    /// The release page with the headers that the README ships, which let pages of the origin `{0}` show it.
    pub fn page() -> Self {
        let directives = shipped().replace("https://portal.example", "{0}");
        let allowed = r#"{ "allowed_parents": ["{0}"] }"#.to_owned();
        Self { host: "127.0.0.1", files: vec![("config.json".to_owned(), allowed)], page: Some(""), directives }
    }

    /// A page around views of the page: of another origin, and of the same site, so that the browser tells what frames say in the
    /// console.
    pub fn portal(html: &str) -> Self {
        let files = vec![("index.html".to_owned(), html.to_owned())];
        Self { host: "127.0.0.1", files, page: None, directives: String::new() }
    }
}

/// What the README gives for nginx, as it stands there.
pub fn shipped() -> String {
    let readme = include_str!("../../README.md");
    readme.split("```nginx\n").skip(1).filter_map(|rest| rest.split("```").next()).collect()
}

/// What was asked for, and how much went out.
#[derive(Debug)]
pub struct Answered {
    /// The place of the origin.
    pub origin: usize,
    /// The status.
    pub status: u16,
    /// The path with its query.
    pub path: String,
}

/// What kind of file a path names, such as `csv`.
pub fn ending(path: &str) -> &str {
    path.rsplit('.').next().unwrap_or_default()
}

/// A server that ends with this value.
pub struct Nginx {
    /// Where each origin is, without a `/` at the end.
    pub origins: Vec<String>,
    ports: Vec<u16>,
    process: Child,
    folder: TempDir,
}

impl Nginx {
    /// Serves each of the origins.
    pub fn start(origins: &[Origin]) -> Self {
        let folder = tempfile::tempdir().expect("a folder for nginx");
        // All are held until each has its own.
        let held: Vec<TcpListener> =
            origins.iter().map(|_| TcpListener::bind("127.0.0.1:0").expect("a free port")).collect();
        let ports: Vec<u16> = held.iter().map(|port| port.local_addr().expect("a bound port").port()).collect();
        drop(held);
        let bases: Vec<String> =
            origins.iter().zip(&ports).map(|(origin, port)| format!("http://{}:{port}", origin.host)).collect();
        let filled = |text: &str| {
            bases.iter().enumerate().fold(text.to_owned(), |text, (at, base)| text.replace(&format!("{{{at}}}"), base))
        };
        let mut servers = String::new();
        for (at, origin) in origins.iter().enumerate() {
            let root = folder.path().join(at.to_string());
            lay_out(&root, origin, &filled);
            let (port, root, directives) = (ports[at], root.display(), filled(&origin.directives));
            let server =
                format!("server {{ listen 127.0.0.1:{port}; root {root}; index index.html;\n{directives}\n}}\n");
            servers.push_str(&server);
        }
        let temporary: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .map(|kind| format!("{kind}_temp_path {}/{kind};\n", folder.path().display()))
            .concat();
        let at = folder.path().display();
        let configuration = format!(
            "daemon off; master_process off; pid {at}/pid; error_log {at}/error.log;\nevents {{}}\nhttp {{\ninclude /etc/nginx/mime.types;\n\
             log_format asked '$server_port $status $request_uri'; access_log {at}/access.log asked;\n{temporary}{servers}}}\n"
        );
        std::fs::write(folder.path().join("nginx.conf"), configuration).expect("its configuration is written");
        let process = spawn(folder.path());
        let mut nginx = Self { origins: bases, ports, process, folder };
        nginx.wait();
        nginx
    }

    /// Every answer so far, in order.
    pub fn answered(&self) -> Vec<Answered> {
        let log = std::fs::read_to_string(self.folder.path().join("access.log")).unwrap_or_default();
        let read = |line: &str| {
            let mut words = line.splitn(3, ' ');
            let port: u16 = words.next()?.parse().ok()?;
            let origin = self.ports.iter().position(|own| *own == port)?;
            Some(Answered { origin, status: words.next()?.parse().ok()?, path: words.next()?.to_owned() })
        };
        log.lines().filter_map(read).collect()
    }

    fn wait(&mut self) {
        let start = Instant::now();
        while !self.ports.iter().all(|port| TcpStream::connect(("127.0.0.1", *port)).is_ok()) {
            let is_over = self.process.try_wait().is_ok_and(|status| status.is_some());
            assert!(
                !is_over && start.elapsed() < Duration::from_secs(20),
                "nginx does not start: {}",
                self.complaint()
            );
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    fn complaint(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("error.log")).unwrap_or_default()
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

/// The files of an origin, with what is built beside what is only here.
fn lay_out(root: &Path, origin: &Origin, filled: &dyn Fn(&str) -> String) {
    let folder = root.join(origin.page.unwrap_or_default());
    std::fs::create_dir_all(&folder).expect("a folder for an origin");
    for (path, text) in &origin.files {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("a folder for a file");
        std::fs::write(path, filled(text)).expect("a file is written");
    }
    if origin.page.is_none() {
        return;
    }
    let dist = Path::new(env!("CARGO_MANIFEST_DIR")).join("dist");
    for entry in std::fs::read_dir(&dist).expect("there is a release page in dist/: run `make build` first").flatten() {
        let link = folder.join(entry.file_name());
        if !link.exists() {
            symlink(entry.path(), link).expect("a link to what is built");
        }
    }
}

fn spawn(folder: &Path) -> Child {
    let named = std::env::var_os("NGINX").map(PathBuf::from);
    // Programs of the system are not on the path of everybody.
    let system = PathBuf::from("/usr/sbin/nginx");
    let program = named.unwrap_or_else(|| if system.exists() { system } else { PathBuf::from("nginx") });
    Command::new(&program)
        .arg("-p")
        .arg(folder)
        .arg("-c")
        .arg(folder.join("nginx.conf"))
        .arg("-e")
        .arg(folder.join("error.log"))
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap_or_else(|error| {
            panic!("{} does not start ({error}): run `make test`, which sets it up, or set NGINX", program.display())
        })
}
