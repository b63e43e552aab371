package org.rexed.experiment;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.StandardOpenOption;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.rexed.random.RandomSequence;

/**
 * A view of a real folder in which the program is killed at its n-th change of the disk: a write stops in the middle,
 * any other change does not happen, and nothing can be done from then on. After it the power may fail as well
 * ({@link #losePower}): then all is gone that was not forced to the disk.
 */
final class CrashingDisk extends FileSystemProvider {
    private final Path folder;
    private final int last;
    private final AtomicInteger changes = new AtomicInteger();
    private final FileSystem view = new View();
    /** Bytes of each file that are on the disk for certain. */
    private final Map<Path, Long> forced = new ConcurrentHashMap<>();
    /** Names given to files, with the names they had; no folder is ever forced. */
    private final Map<Path, Path> renamed = new ConcurrentHashMap<>();

    /** The kill. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    CrashingDisk(Path folder, int killedAt) {
        this.folder = folder;
        last = killedAt;
    }

    /** The folder as the program sees it. */
    Path path() {
        return wrap(folder);
    }

    /** Whether the kill came. */
    boolean isKilled() {
        return changes.get() >= last;
    }

    /**
     * What a computer without power finds later: files end where they were last forced, and some of the new names are
     * the old ones again.
     *
     * @param chance decides which names are lost
     */
    void losePower(RandomSequence chance) throws IOException {
        for (Path file : new TreeSet<>(forced.keySet())) {
            if (Files.exists(file) && Files.size(file) > forced.get(file)) {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.truncate(forced.get(file));
                }
            }
        }
        for (Path file : new TreeSet<>(renamed.keySet())) {
            if (file.toString().endsWith(".run") && chance.uniform() < 0.5) {
                Files.move(file, renamed.get(file));
            }
        }
    }

    /** Counts a change; true if it is the one in which the kill comes. */
    private boolean isLast() {
        int number = changes.incrementAndGet();
        if (number > last) {
            throw new Killed();
        }
        return number == last;
    }

    private void change() {
        if (isLast()) {
            throw new Killed();
        }
    }

    private void look() {
        if (isKilled()) {
            throw new Killed();
        }
    }

    private Path wrap(Path real) {
        return real == null ? null : (Path) Proxy.newProxyInstance(CrashingDisk.class.getClassLoader(),
            new Class<?>[] {Path.class}, (proxy, method, given) -> {
                if (method.getName().equals("getFileSystem")) {
                    return view;
                }
                Object[] arguments = given == null ? new Object[0] : given.clone();
                for (int i = 0; i < arguments.length; i++) {
                    arguments[i] = arguments[i] instanceof Path path ? unwrap(path) : arguments[i];
                }
                Object result;
                try {
                    result = method.invoke(real, arguments);
                } catch (InvocationTargetException e) {
                    throw e.getCause();
                }
                return result instanceof Path path ? wrap(path) : result;
            });
    }

    /** The real path: the text of both is the same. */
    private static Path unwrap(Path path) {
        return Proxy.isProxyClass(path.getClass()) ? Path.of(path.toString()) : path;
    }

    private final class View extends FileSystem {
        private final FileSystem real = java.nio.file.FileSystems.getDefault();

        @Override
        public FileSystemProvider provider() {
            return CrashingDisk.this;
        }

        @Override
        public void close() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public boolean isReadOnly() {
            return false;
        }

        @Override
        public String getSeparator() {
            return real.getSeparator();
        }

        @Override
        public Iterable<Path> getRootDirectories() {
            return real.getRootDirectories();
        }

        @Override
        public Iterable<FileStore> getFileStores() {
            return real.getFileStores();
        }

        @Override
        public Set<String> supportedFileAttributeViews() {
            return real.supportedFileAttributeViews();
        }

        @Override
        public Path getPath(String first, String... more) {
            return wrap(real.getPath(first, more));
        }

        @Override
        public PathMatcher getPathMatcher(String syntaxAndPattern) {
            return real.getPathMatcher(syntaxAndPattern);
        }

        @Override
        public UserPrincipalLookupService getUserPrincipalLookupService() {
            return real.getUserPrincipalLookupService();
        }

        @Override
        public WatchService newWatchService() {
            throw new UnsupportedOperationException();
        }
    }

    private FileSystemProvider real() {
        return folder.getFileSystem().provider();
    }

    @Override
    public String getScheme() {
        return "crashing";
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> env) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        return view;
    }

    @Override
    public Path getPath(URI uri) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        if (options.contains(StandardOpenOption.WRITE) || options.contains(StandardOpenOption.APPEND)) {
            change();
        } else {
            look();
        }
        FileChannel channel = real().newFileChannel(unwrap(path), options, attributes);
        if (options.contains(StandardOpenOption.WRITE) || options.contains(StandardOpenOption.APPEND)) {
            forced.merge(unwrap(path), channel.size(), Math::min);
        }
        return new Channel(channel, unwrap(path));
    }

    @Override
    public SeekableByteChannel newByteChannel(Path path, Set<? extends OpenOption> options,
                                              FileAttribute<?>... attributes) throws IOException {
        return newFileChannel(path, options, attributes);
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path path, DirectoryStream.Filter<? super Path> filter)
            throws IOException {
        look();
        DirectoryStream<Path> stream = real().newDirectoryStream(unwrap(path), filter);
        return new DirectoryStream<>() {
            @Override
            public Iterator<Path> iterator() {
                Iterator<Path> paths = stream.iterator();
                return new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return paths.hasNext();
                    }

                    @Override
                    public Path next() {
                        return wrap(paths.next());
                    }
                };
            }

            @Override
            public void close() throws IOException {
                stream.close();
            }
        };
    }

    @Override
    public void createDirectory(Path path, FileAttribute<?>... attributes) throws IOException {
        change();
        real().createDirectory(unwrap(path), attributes);
    }

    @Override
    public void delete(Path path) throws IOException {
        change();
        real().delete(unwrap(path));
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) throws IOException {
        change();
        real().copy(unwrap(source), unwrap(target), options);
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
        change();
        real().move(unwrap(source), unwrap(target), options);
        Long length = forced.remove(unwrap(source));
        forced.put(unwrap(target), length == null ? Files.size(unwrap(target)) : length);
        renamed.put(unwrap(target), unwrap(source));
    }

    @Override
    public boolean isSameFile(Path path, Path other) throws IOException {
        return real().isSameFile(unwrap(path), unwrap(other));
    }

    @Override
    public boolean isHidden(Path path) throws IOException {
        return real().isHidden(unwrap(path));
    }

    @Override
    public FileStore getFileStore(Path path) throws IOException {
        return real().getFileStore(unwrap(path));
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        look();
        real().checkAccess(unwrap(path), modes);
    }

    @Override
    public <V extends FileAttributeView> V getFileAttributeView(Path path, Class<V> type, LinkOption... options) {
        return real().getFileAttributeView(unwrap(path), type, options);
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
            throws IOException {
        look();
        return real().readAttributes(unwrap(path), type, options);
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options)
            throws IOException {
        return real().readAttributes(unwrap(path), attributes, options);
    }

    @Override
    public void setAttribute(Path path, String attribute, Object value, LinkOption... options) throws IOException {
        change();
        real().setAttribute(unwrap(path), attribute, value, options);
    }

    private final class Channel extends FileChannel {
        private final FileChannel real;
        private final Path file;

        Channel(FileChannel real, Path file) {
            this.real = real;
            this.file = file;
        }

        /** In the last write half of the bytes arrive. */
        private int written(ByteBuffer source, Writing writing) throws IOException {
            if (!isLast()) {
                return writing.write(source);
            }
            ByteBuffer half = source.duplicate();
            half.limit(half.position() + half.remaining() / 2);
            while (half.hasRemaining()) {
                writing.write(half);
            }
            throw new Killed();
        }

        private interface Writing {
            int write(ByteBuffer source) throws IOException;
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            return written(source, real::write);
        }

        @Override
        public int write(ByteBuffer source, long position) throws IOException {
            long begin = source.position();
            return written(source, bytes -> real.write(bytes, position + bytes.position() - begin));
        }

        @Override
        public long write(ByteBuffer[] sources, int offset, int length) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void force(boolean metadata) throws IOException {
            change();
            real.force(metadata);
            forced.put(file, real.size());
        }

        @Override
        public FileChannel truncate(long size) throws IOException {
            change();
            real.truncate(size);
            return this;
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            look();
            return real.read(target);
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            look();
            return real.read(target, position);
        }

        @Override
        public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
            look();
            return real.read(targets, offset, length);
        }

        @Override
        public long position() throws IOException {
            return real.position();
        }

        @Override
        public FileChannel position(long position) throws IOException {
            real.position(position);
            return this;
        }

        @Override
        public long size() throws IOException {
            return real.size();
        }

        @Override
        public long transferTo(long position, long count, WritableByteChannel target) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long transferFrom(ReadableByteChannel source, long position, long count) {
            throw new UnsupportedOperationException();
        }

        @Override
        public MappedByteBuffer map(MapMode mode, long position, long size) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileLock lock(long position, long size, boolean shared) throws IOException {
            return real.lock(position, size, shared);
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return real.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            real.close();
        }
    }
}
